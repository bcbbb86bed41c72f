#include "base/http/retry_after.hpp"

#include <curl/curl.h>

#include <charconv>
#include <cmath>

#include "base/time.hpp"

namespace parlance::http {
namespace {

constexpr double kLongest = 1e9;  // ms

std::int64_t number(std::string_view text, double unit_ms) {
  double value = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (ec != std::errc() || end != text.data() + text.size() || !(value >= 0)) return -1;
  return static_cast<std::int64_t>(std::min(value * unit_ms, kLongest));
}

}  // namespace

std::int64_t retry_after_ms(const Head& head) {
  if (const auto ms = head.find("retry-after-ms"); !ms.empty())
    if (const auto wait = number(ms, 1); wait >= 0) return wait;
  const std::string after(head.find("retry-after"));
  if (after.empty()) return -1;
  if (const auto wait = number(after, 1000); wait >= 0) return wait;
  const auto date = curl_getdate(after.c_str(), nullptr);
  return date < 0 ? -1 : std::max<std::int64_t>(0, static_cast<std::int64_t>(date) * 1000 - now_ms());
}

}  // namespace parlance::http
