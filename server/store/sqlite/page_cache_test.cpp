#include "store/sqlite/page_cache.hpp"

#include <gtest/gtest.h>

namespace parlance::store::sqlite {
namespace {

constexpr unsigned kMoment = 524'289;  // the number that a page has while two others change theirs

TEST(Highest, IsTheHighestThatWasFetched) {
  Highest highest;
  for (const unsigned page : {3u, 9u, 5u}) highest.fetched(page);
  EXPECT_FALSE(highest.is_below(9));
  EXPECT_TRUE(highest.is_below(10));
}

TEST(Highest, ANumberGivenForAMomentIsForgotten) {
  Highest highest;
  highest.fetched(9), highest.fetched(7);
  highest.renumbered(9, kMoment);
  EXPECT_FALSE(highest.is_below(kMoment));
  highest.renumbered(7, 9);
  highest.fetched(12);
  highest.renumbered(kMoment, 7);
  EXPECT_FALSE(highest.is_below(12));
  EXPECT_TRUE(highest.is_below(13));
}

TEST(Highest, WhatComesBehindTheMomentsNumberIsTheHighest) {
  Highest highest;
  highest.fetched(9);
  highest.renumbered(9, kMoment);
  highest.fetched(kMoment + 1);
  highest.renumbered(kMoment, 9);
  EXPECT_FALSE(highest.is_below(kMoment + 1));
}

TEST(Highest, AShorterFileHasNoneBehindItsEnd) {
  Highest highest;
  highest.fetched(9);
  highest.truncated(4);
  EXPECT_TRUE(highest.is_below(4));
  EXPECT_FALSE(highest.is_below(3));
}

}  // namespace
}  // namespace parlance::store::sqlite
