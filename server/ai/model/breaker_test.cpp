#include "ai/model/breaker.hpp"

#include <gtest/gtest.h>

namespace parlance::ai::model {
namespace {

using namespace std::chrono_literals;

const Breaker::Clock::time_point kStart{1h};

void fail(Breaker& breaker, int times, FailureKind kind = FailureKind::overloaded) {
  for (int i = 0; i < times; ++i) breaker.failed({kind}, kStart);
}

TEST(Breaker, RestsAfterFailuresInARow) {
  Breaker breaker;
  fail(breaker, Breaker::kFailuresToOpen - 1);
  breaker.succeeded();
  fail(breaker, Breaker::kFailuresToOpen - 1);
  EXPECT_TRUE(breaker.enter(kStart));
  fail(breaker, 1);
  EXPECT_FALSE(breaker.enter(kStart));
}

TEST(Breaker, LetsOneTryAndRestsLongerWhereItFails) {
  Breaker breaker;
  fail(breaker, Breaker::kFailuresToOpen);
  const auto later = kStart + Breaker::kFirstRest;
  EXPECT_TRUE(breaker.enter(later));
  EXPECT_FALSE(breaker.enter(later)) << "while the first is at it";
  breaker.failed({FailureKind::timed_out}, later);
  EXPECT_FALSE(breaker.enter(later + Breaker::kFirstRest));
  EXPECT_TRUE(breaker.enter(later + 2 * Breaker::kFirstRest));
  breaker.succeeded();
  EXPECT_TRUE(breaker.enter(later));
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
  breaker.failed({FailureKind::rate_limited, "", 3000}, kStart);
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
