#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlance {

// Milliseconds since 1970-01-01T00:00:00Z, as stored.
using UnixMs = std::int64_t;

inline constexpr UnixMs kSecondMs = 1000;
inline constexpr UnixMs kMinuteMs = 60 * kSecondMs;
inline constexpr UnixMs kHourMs = 60 * kMinuteMs;
inline constexpr UnixMs kDayMs = 24 * kHourMs;

// The wall clock; it may be set back, so nothing is ordered or timed by it.
UnixMs now_ms();

// RFC 3339 in UTC with milliseconds: 2026-11-23T06:20:00.000Z.
std::string to_rfc3339(UnixMs t);
void append_rfc3339(std::string& out, UnixMs t);

// Accepts RFC 3339 with any offset and fraction, and a bare date. Nothing else.
std::optional<UnixMs> parse_rfc3339(std::string_view text);

}  // namespace parlance
