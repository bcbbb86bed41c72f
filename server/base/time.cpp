#include "base/time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace parlance {
namespace {

using namespace std::chrono;

struct Scanner {
  std::string_view rest;

  bool literal(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }

  std::optional<int> digits(std::size_t count) {
    if (rest.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest[i] < '0' || rest[i] > '9') return std::nullopt;
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(count);
    return value;
  }
};

std::optional<UnixMs> scan_fraction(Scanner& in) {
  UnixMs ms = 0, scale = 100;
  bool any = false;
  while (auto digit = in.digits(1)) {
    ms += *digit * scale;
    scale /= 10;
    any = true;
  }
  return any ? std::optional(ms) : std::nullopt;
}

std::optional<UnixMs> scan_offset(Scanner& in) {
  if (in.literal('Z') || in.literal('z')) return 0;
  const UnixMs sign = in.literal('-') ? -1 : 1;
  if (sign == 1 && !in.literal('+')) return std::nullopt;
  const auto hours = in.digits(2);
  if (!hours || !in.literal(':')) return std::nullopt;
  const auto minutes = in.digits(2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (*hours * kHourMs + *minutes * kMinuteMs);
}

void put2(std::string& out, unsigned value) {
  out.push_back(static_cast<char>('0' + value / 10));
  out.push_back(static_cast<char>('0' + value % 10));
}

}  // namespace

UnixMs now_ms() { return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count(); }

void append_rfc3339(std::string& out, UnixMs t) {
  const sys_time<milliseconds> time{milliseconds{t}};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  const auto year = static_cast<unsigned>(std::clamp(static_cast<int>(date.year()), 0, 9999));
  put2(out, year / 100), put2(out, year % 100), out.push_back('-');
  put2(out, static_cast<unsigned>(date.month())), out.push_back('-');
  put2(out, static_cast<unsigned>(date.day())), out.push_back('T');
  put2(out, static_cast<unsigned>(clock.hours().count())), out.push_back(':');
  put2(out, static_cast<unsigned>(clock.minutes().count())), out.push_back(':');
  put2(out, static_cast<unsigned>(clock.seconds().count())), out.push_back('.');
  const auto ms = static_cast<unsigned>(clock.subseconds().count());
  out.push_back(static_cast<char>('0' + ms / 100)), put2(out, ms % 100), out.push_back('Z');
}

std::string to_rfc3339(UnixMs t) {
  std::string out;
  append_rfc3339(out, t);
  return out;
}

std::optional<UnixMs> parse_rfc3339(std::string_view text) {
  Scanner in{text};
  const auto y = in.digits(4);
  if (!y || !in.literal('-')) return std::nullopt;
  const auto m = in.digits(2);
  if (!m || !in.literal('-')) return std::nullopt;
  const auto d = in.digits(2);
  if (!d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  const UnixMs midnight = duration_cast<milliseconds>(sys_days{date}.time_since_epoch()).count();
  if (in.rest.empty()) return midnight;
  if (!in.literal('T') && !in.literal('t') && !in.literal(' ')) return std::nullopt;
  const auto hour = in.digits(2);
  if (!hour || !in.literal(':')) return std::nullopt;
  const auto minute = in.digits(2);
  if (!minute || !in.literal(':')) return std::nullopt;
  const auto second = in.digits(2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  UnixMs fraction = 0;
  if (in.literal('.')) {
    const auto scanned = scan_fraction(in);
    if (!scanned) return std::nullopt;
    fraction = *scanned;
  }
  const auto offset = scan_offset(in);
  if (!offset || !in.rest.empty()) return std::nullopt;
  return midnight + *hour * kHourMs + *minute * kMinuteMs + *second * kSecondMs + fraction - *offset;
}

}  // namespace parlance
