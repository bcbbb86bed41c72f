#include "base/text/patterns.hpp"

#include <gtest/gtest.h>

namespace parlance {
namespace {

TEST(Patterns, AreWordsSideBySide) {
  const auto all = words("Could you send the parcel back, please?");
  EXPECT_TRUE(has_pattern(all, "could you"));
  EXPECT_TRUE(has_pattern(all, "parc* back"));
  EXPECT_TRUE(has_pattern(all, "send .. back"));
  EXPECT_FALSE(has_pattern(all, "send back"));
  EXPECT_FALSE(has_pattern(all, "could .. please"));
  EXPECT_FALSE(has_pattern(all, "please back"));
  EXPECT_TRUE(stands_at(all, 1, "you send"));
  EXPECT_FALSE(stands_at(all, 0, "you send"));
  EXPECT_FALSE(has_pattern({}, "a"));
}

}  // namespace
}  // namespace parlance
