#include "ai/model/breaker.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace parlance::ai::model {
namespace {

using namespace std::chrono_literals;

const Breaker::Clock::time_point kStart{1h};

void fail(Breaker& breaker, int times, FailureKind kind = FailureKind::overloaded) {
  std::vector<Breaker::Pass> passes;
  for (int i = 0; i < times; ++i)
    if (auto pass = breaker.enter(kStart)) passes.push_back(std::move(*pass));
  for (auto& pass : passes) pass.failed({kind}, kStart);
}

TEST(Breaker, RestsAfterFailuresInARow) {
  Breaker breaker;
  fail(breaker, Breaker::kFailuresToOpen - 1);
  breaker.enter(kStart)->succeeded();
  fail(breaker, Breaker::kFailuresToOpen - 1);
  EXPECT_TRUE(breaker.enter(kStart));
  fail(breaker, 1);
  EXPECT_FALSE(breaker.enter(kStart));
}

TEST(Breaker, LetsOneTryAndRestsLongerWhereItFails) {
  Breaker breaker;
  fail(breaker, Breaker::kFailuresToOpen);
  const auto later = kStart + Breaker::kFirstRest;
  auto probe = breaker.enter(later);
  ASSERT_TRUE(probe);
  EXPECT_FALSE(breaker.enter(later)) << "while the first is at it";
  probe->failed({FailureKind::timed_out}, later);
  EXPECT_FALSE(breaker.enter(later + Breaker::kFirstRest));
  probe.reset();
  probe.emplace(*breaker.enter(later + 2 * Breaker::kFirstRest));
  probe->succeeded();
  EXPECT_TRUE(breaker.enter(later));
}

TEST(Breaker, ManyFailuresAtOnceAreOneRest) {
  Breaker breaker;
  fail(breaker, 100);
  EXPECT_TRUE(breaker.enter(kStart + Breaker::kFirstRest));
}

TEST(Breaker, WhatBeganBeforeTheRestDoesNotEndIt) {
  Breaker breaker;
  auto early = breaker.enter(kStart);
  breaker.enter(kStart)->failed({FailureKind::rate_limited, "", 60'000}, kStart);
  early->succeeded();
  EXPECT_FALSE(breaker.enter(kStart + 59s));
  EXPECT_TRUE(breaker.enter(kStart + 60s));
}

TEST(Breaker, WhoIsOverloadedAndSaysHowLongRestsSoLong) {
  Breaker breaker;
  breaker.enter(kStart)->failed({FailureKind::overloaded, "", 60'000}, kStart);
  EXPECT_FALSE(breaker.enter(kStart + 59s));
}

TEST(Breaker, AProbeThatSaysNothingLeavesRoomForTheNext) {
  Breaker breaker;
  fail(breaker, Breaker::kFailuresToOpen);
  const auto later = kStart + Breaker::kFirstRest;
  {
    const auto dropped = breaker.enter(later);
  }
  EXPECT_TRUE(breaker.enter(later));
}

TEST(Breaker, RestsAtOnceWithoutAKey) {
  Breaker breaker;
  fail(breaker, 1, FailureKind::bad_key);
  EXPECT_FALSE(breaker.enter(kStart + Breaker::kFirstRest));
  EXPECT_TRUE(breaker.enter(kStart + Breaker::kRestWithoutKey));
}

TEST(Breaker, RestsAsLongAsItIsTold) {
  Breaker breaker;
  breaker.enter(kStart)->failed({FailureKind::rate_limited, "", 3000}, kStart);
  EXPECT_FALSE(breaker.enter(kStart + 2s));
  EXPECT_TRUE(breaker.enter(kStart + 3s));
}

TEST(Breaker, TakesNoOffenceAtARefusal) {
  Breaker breaker;
  fail(breaker, 100, FailureKind::refused);
  EXPECT_TRUE(breaker.enter(kStart));
}

}  // namespace
}  // namespace parlance::ai::model
