#include "base/time.hpp"

#include <gtest/gtest.h>

namespace parlance {
namespace {

TEST(Rfc3339, WritesUtcWithMilliseconds) {
  EXPECT_EQ(to_rfc3339(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_rfc3339(1795414800123), "2026-11-23T06:20:00.123Z");
}

TEST(Rfc3339, ReadsBackWhatItWrites) {
  for (UnixMs t : {UnixMs{0}, UnixMs{951782399999}, UnixMs{1795414800123}, UnixMs{4102444800000}})
    EXPECT_EQ(parse_rfc3339(to_rfc3339(t)), t);
}

TEST(Rfc3339, HonoursOffsets) {
  EXPECT_EQ(parse_rfc3339("2026-11-23T08:00:00+01:00"), parse_rfc3339("2026-11-23T07:00:00Z"));
  EXPECT_EQ(parse_rfc3339("2026-11-23"), parse_rfc3339("2026-11-23T00:00:00.000Z"));
}

TEST(Rfc3339, RefusesEverythingElse) {
  for (auto bad : {"", "now", "2026-13-01", "2026-02-30", "2026-11-23T25:00:00Z", "2026-11-23T07:00:00",
                   "2026-11-23T07:00:00Z ", "2026-11-23T07:00:00.Z", "2026-11-23T07:00:00+1:00"})
    EXPECT_EQ(parse_rfc3339(bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace parlance
