#include "gateway/limits.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace parlance::gateway {
namespace {

constexpr Caller kMaya{{1}, {1}}, kTomas{{1}, {2}};

TEST(Limits, ABurstIsTakenAndThenTheTimeToWaitIsSaid) {
  Limits limits({true, 3, 60, 10});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limits.take_message(kMaya));
  const auto refused = limits.take_message(kMaya);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, kRateLimited);
  EXPECT_GT(refused.error().retry_after_ms, 500u);
  EXPECT_LE(refused.error().retry_after_ms, 1000u);
  EXPECT_TRUE(limits.take_message(kTomas));
}

TEST(Limits, PlacesAreCountedAcrossThreadsAndGivenBack) {
  constexpr int kPlaces = 7;
  Limits limits({true, 3, 60, kPlaces});
  std::atomic<int> over = 0, held = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 2000; ++i) {
          const auto place = limits.take_connection(kMaya);
          if (!place) continue;
          if (++held > kPlaces) ++over;
          --held;
        }
      });
  }
  EXPECT_EQ(over, 0);
  std::vector<std::shared_ptr<const void>> places;
  for (int i = 0; i < kPlaces; ++i) places.push_back(limits.take_connection(kMaya).value());
  EXPECT_FALSE(limits.take_connection(kMaya));
  places.pop_back();
  EXPECT_TRUE(limits.take_connection(kMaya));
}

}  // namespace
}  // namespace parlance::gateway
