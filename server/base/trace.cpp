#include "base/trace.hpp"

#include <algorithm>

#include "base/crypto/encoding.hpp"
#include "base/crypto/hash.hpp"

namespace parlance {
namespace {

constexpr std::size_t kTraceAt = 3, kSpanAt = 36, kFlagsAt = 53, kLength = 55;

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_id(std::string_view text) { return is_hex(text) && text.find_first_not_of('0') != text.npos; }

// A later version may say more after what version 00 has.
bool is_valid(std::string_view text) {
  if (text.size() < kLength || text[2] != '-' || text[kSpanAt - 1] != '-' || text[kFlagsAt - 1] != '-') return false;
  const auto version = text.substr(0, 2);
  if (!is_hex(version) || version == "ff") return false;
  if (version == "00" ? text.size() != kLength : text.size() > kLength && text[kLength] != '-') return false;
  return is_id(text.substr(kTraceAt, 32)) && is_id(text.substr(kSpanAt, 16)) && is_hex(text.substr(kFlagsAt, 2));
}

}  // namespace

Trace Trace::of(std::string_view traceparent) {
  Trace out;
  out.span_id = crypto::hex(crypto::random_bytes(8));
  if (is_valid(traceparent)) {
    out.trace_id = traceparent.substr(kTraceAt, 32);
    out.flags = traceparent.substr(kFlagsAt, 2);
  } else {
    out.trace_id = crypto::hex(crypto::random_bytes(16));
  }
  return out;
}

}  // namespace parlance
