#include "gateway/limits.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <thread>
#include <vector>

namespace parlance::gateway {
namespace {

constexpr Caller kMaya{{1}, {1}}, kTomas{{1}, {2}}, kOlu{{2}, {3}};
constexpr jobs::Rate kFew{3, 60}, kMany{1000, 60'000};

template <class T>
T run(Task<T> task) {
  asio::io_context context;
  T out;
  asio::co_spawn(context, std::move(task), [&](std::exception_ptr failure, T taken) {
    EXPECT_FALSE(failure);
    out = std::move(taken);
  });
  context.run();
  return out;
}

Result<void> take(Limits& limits, Account account) { return run(limits.take_message(std::move(account))); }

TEST(Limits, ABurstIsTakenAndThenTheTimeToWaitIsSaid) {
  Limits limits({true, kFew, kMany, kMany, kMany, kMany, 10});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(take(limits, {kMaya, {}, "::1"}));
  const auto refused = take(limits, {kMaya, {}, "::1"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, kRateLimited);
  EXPECT_GT(refused.error().retry_after_ms, 500u);
  EXPECT_LE(refused.error().retry_after_ms, 1000u);
  EXPECT_TRUE(take(limits, {kTomas, {}, "::1"}));
}

TEST(Limits, EachScopeHoldsByItself) {
  const auto passes = [](LimitOptions options, Account other) {
    Limits limits(options);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(take(limits, {kMaya, chat::SessionId{7}, "192.0.2.1"}));
    return take(limits, std::move(other)).has_value();
  };
  const LimitOptions session{true, kMany, kFew, kMany, kMany, kMany, 10},
      tenant{true, kMany, kMany, kFew, kMany, kMany, 10}, address{true, kMany, kMany, kMany, kFew, kMany, 10};
  EXPECT_FALSE(passes(session, {kMaya, chat::SessionId{7}, "192.0.2.1"}));
  EXPECT_TRUE(passes(session, {kMaya, chat::SessionId{8}, "192.0.2.1"}));
  EXPECT_FALSE(passes(tenant, {kTomas, chat::SessionId{8}, "192.0.2.2"}));
  EXPECT_TRUE(passes(tenant, {kOlu, chat::SessionId{8}, "192.0.2.1"}));
  EXPECT_FALSE(passes(address, {kOlu, chat::SessionId{8}, "192.0.2.1"}));
  EXPECT_TRUE(passes(address, {kTomas, chat::SessionId{8}, "192.0.2.2"}));
}

TEST(Limits, TurnsWithoutAMessageAndUploadsHaveTheirOwn) {
  LimitOptions options{true, kMany, kMany, kMany, kMany, kMany, 10};
  options.ai_turns = options.uploads = kFew;
  Limits limits(options);
  const auto turn = [&](Caller caller) { return run(limits.take_turn({caller, {}, "192.0.2.1"})).has_value(); };
  const auto upload = [&](TenantId tenant) { return run(limits.take_upload(tenant)).has_value(); };
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(turn(kMaya) && upload({1}));
  EXPECT_FALSE(turn(kMaya));
  EXPECT_TRUE(turn(kTomas));
  EXPECT_FALSE(upload({1}));
  EXPECT_TRUE(upload({2}));
  EXPECT_TRUE(take(limits, {kMaya, {}, "192.0.2.1"})) << "messages go on";
}

TEST(Limits, WhatOneScopeRefusesIsTakenFromNone) {
  Limits limits({true, kMany, kFew, kMany, kFew, kMany, 10});
  for (int i = 0; i < 10; ++i) take(limits, {kMaya, chat::SessionId{7}, "192.0.2.1"});
  EXPECT_TRUE(take(limits, {kMaya, chat::SessionId{8}, "192.0.2.2"}));
}

TEST(Limits, PlacesAreCountedAcrossThreadsAndGivenBack) {
  constexpr int kPlaces = 7;
  Limits limits({true, kFew, kMany, kMany, kMany, kMany, kPlaces});
  std::atomic<int> over = 0, held = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 2000; ++i) {
          const auto place = run(limits.take_connection(kMaya));
          if (!place) continue;
          if (++held > kPlaces) ++over;
          --held;
        }
      });
  }
  EXPECT_EQ(over, 0);
  std::vector<std::shared_ptr<const void>> places;
  for (int i = 0; i < kPlaces; ++i) places.push_back(run(limits.take_connection(kMaya)).value());
  EXPECT_FALSE(run(limits.take_connection(kMaya)));
  places.pop_back();
  EXPECT_TRUE(run(limits.take_connection(kMaya)));
}

}  // namespace
}  // namespace parlance::gateway
