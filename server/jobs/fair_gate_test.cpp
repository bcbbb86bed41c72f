#include "jobs/fair_gate.hpp"

#include <gtest/gtest.h>

#include <boost/asio/detached.hpp>

#include "base/async/timer.hpp"

namespace parlance::jobs {
namespace {

struct FairGateTest : testing::Test {
  asio::io_context context{1};
  std::vector<std::int64_t> order;  // in which they were let in
  int refused = 0;

  void come(FairGate& gate, std::int64_t key, int times) {
    for (int i = 0; i < times; ++i)
      asio::co_spawn(
          context,
          [this, &gate, key]() -> Task<> {
            const auto pass = co_await gate.enter(key);
            if (!pass) {
              ++refused;
              co_return;
            }
            order.push_back(key);
            // Stays for a turn of the loop.
            co_await asio::post(context.get_executor(), use_task);
          },
          [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
          });
  }
  std::int64_t place_of_last(std::int64_t key) const {
    return std::ranges::find(order.rbegin(), order.rend(), key).base() - order.begin();
  }
};

TEST_F(FairGateTest, WhoComesAfterAFloodDoesNotWaitForIt) {
  const auto shared = std::make_shared<FairGate>(context.get_executor(), FairGate::Options{2, 10'000});
  FairGate& gate = *shared;
  come(gate, 1, 1000);
  come(gate, 2, 10);
  context.run();
  ASSERT_EQ(order.size(), 1010u);
  EXPECT_LE(place_of_last(2), 2 + 2 * 10);
}

TEST_F(FairGateTest, WhereNobodyIsInTheWayAllPlacesAreTaken) {
  const auto shared = std::make_shared<FairGate>(context.get_executor(),
                                                 FairGate::Options{4, 10'000, FairGate::Clock::duration::zero()});
  FairGate& gate = *shared;
  std::int64_t inside = 0, most = 0;
  const auto stay = [&](std::int64_t key) -> Task<> {
    const auto pass = co_await gate.enter(key);
    most = std::max(most, ++inside);
    for (int turn = 0; turn < 3; ++turn) co_await asio::post(context.get_executor(), use_task);
    --inside;
  };
  for (const std::int64_t key : {2, 1, 1, 1, 1, 1, 1}) asio::co_spawn(context, stay(key), asio::detached);
  context.run();
  EXPECT_EQ(most, 4);
}

// Whoever is inside when another comes is soon out again, where there are few of them.
TEST_F(FairGateTest, WhoComesNowAndThenFindsFewInside) {
  constexpr std::int64_t kMax = 40, kBeside = 1;  // nobody spends as much as an hour there
  const auto shared =
      std::make_shared<FairGate>(context.get_executor(), FairGate::Options{kMax, 10'000, std::chrono::hours(1)});
  FairGate& gate = *shared;
  constexpr int kFlood = 1000, kHalf = kFlood / 2;
  std::int64_t inside = 0, entered = 0, most_before = 0, most_after = 0, waited_for = -1;
  const auto visit = [&]() -> Task<> {
    const auto came = entered;
    const auto pass = co_await gate.enter(2);
    waited_for = entered - came;
  };
  const auto flood = [&]() -> Task<> {
    const auto pass = co_await gate.enter(1);
    ++inside;
    if (++entered == kHalf) asio::co_spawn(context, visit(), asio::detached);
    if (entered <= kHalf) most_before = std::max(most_before, inside);
    if (entered > kHalf + kMax) most_after = std::max(most_after, inside);  // those who were inside are out
    co_await asio::post(context.get_executor(), use_task);
    --inside;
  };
  for (int i = 0; i < kFlood; ++i) asio::co_spawn(context, flood(), asio::detached);
  context.run();
  EXPECT_EQ(entered, kFlood);
  EXPECT_EQ(most_before, kMax);
  EXPECT_LE(most_after, kBeside);
  EXPECT_LE(waited_for, kMax);
}

TEST_F(FairGateTest, SharesFollowTheWeightsBesideVisitorsToo) {
  const auto shared =
      std::make_shared<FairGate>(context.get_executor(), FairGate::Options{8, 10'000, std::chrono::hours(1)});
  FairGate& gate = *shared;
  gate.set_weights({{1, 3.0}});
  come(gate, 1, 600);
  come(gate, 2, 600);
  come(gate, 3, 1);
  context.run();
  ASSERT_EQ(order.size(), 1201u);
  const auto of_first = std::ranges::count(order.begin(), order.begin() + 400, 1);
  EXPECT_GE(of_first, 190);  // both have one inside at a time; no more than that is promised meanwhile
}

TEST_F(FairGateTest, SharesFollowTheWeights) {
  const auto shared = std::make_shared<FairGate>(context.get_executor(), FairGate::Options{1, 10'000});
  FairGate& gate = *shared;
  gate.set_weights({{1, 3.0}});
  come(gate, 1, 300);
  come(gate, 2, 300);
  context.run();
  const auto of_first = std::ranges::count(order.begin(), order.begin() + 200, 1);
  EXPECT_NEAR(static_cast<double>(of_first), 150, 3);
}

TEST_F(FairGateTest, AKeysOwnStayInOrderAndItsWaitingIsBounded) {
  const auto shared = std::make_shared<FairGate>(context.get_executor(), FairGate::Options{1, 5});
  FairGate& gate = *shared;
  come(gate, 1, 20);
  come(gate, 2, 1);
  context.run();
  EXPECT_EQ(refused, 14);  // one inside, five waiting
  EXPECT_EQ(std::ranges::count(order, 2), 1);
}

TEST_F(FairGateTest, PlacesAreGivenBack) {
  const auto shared = std::make_shared<FairGate>(context.get_executor(), FairGate::Options{3, 10});
  FairGate& gate = *shared;
  for (int round = 0; round < 50; ++round) {
    come(gate, round, 5);
    context.run();
    context.restart();
  }
  EXPECT_EQ(order.size(), 250u);
  EXPECT_EQ(gate.waiting(), 0);
}

}  // namespace
}  // namespace parlance::jobs
