#include "ai/nlu/entities/zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <memory>

namespace parlance::ai::nlu {
namespace {

// The zone that was asked for last: a thread serves few.
const icu::BasicTimeZone& zone_named(const std::string& name) {
  thread_local std::string last;
  thread_local std::unique_ptr<icu::TimeZone> zone;
  if (!zone || last != name) {
    zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (!dynamic_cast<icu::BasicTimeZone*>(zone.get())) zone.reset(icu::TimeZone::createTimeZone("Etc/UTC"));
    last = name;
  }
  return dynamic_cast<const icu::BasicTimeZone&>(*zone);
}

std::int64_t seconds(int32_t raw_ms, int32_t summer_ms) { return (raw_ms + summer_ms) / 1000; }

bool is_utc(const std::string& zone) { return zone.empty() || zone == "UTC" || zone == "Etc/UTC"; }

}  // namespace

std::int64_t offset_at(const std::string& zone, std::int64_t unix_ms) {
  if (is_utc(zone)) return 0;
  int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone_named(zone).getOffset(static_cast<UDate>(unix_ms), false, raw, summer, status);
  return seconds(raw, summer);
}

std::int64_t offset_at_wall(const std::string& zone, std::int64_t wall_ms) {
  if (is_utc(zone)) return 0;
  int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone_named(zone).getOffsetFromLocal(static_cast<UDate>(wall_ms), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw,
                                      summer, status);
  return seconds(raw, summer);
}

}  // namespace parlance::ai::nlu
