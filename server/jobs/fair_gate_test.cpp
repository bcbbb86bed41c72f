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
  const auto shared = std::make_shared<FairGate>(context.get_executor(), FairGate::Options{2, 2, 10'000});
  FairGate& gate = *shared;
  come(gate, 1, 1000);
  come(gate, 2, 10);
  context.run();
  ASSERT_EQ(order.size(), 1010u);
  EXPECT_LE(place_of_last(2), 2 + 2 * 10);
}

// Whoever is inside when another comes is soon out again, where there are few of them.
TEST_F(FairGateTest, WhoComesNowAndThenFindsFewInside) {
  constexpr std::int64_t kMax = 40, kBeside = 4;
  const auto shared = std::make_shared<FairGate>(context.get_executor(), FairGate::Options{kMax, kBeside, 10'000});
  FairGate& gate = *shared;
  std::int64_t inside = 0, most_alone = 0, most_beside = 0;
  const auto flood = [&](int times, std::int64_t& most) {
    for (int i = 0; i < times; ++i)
      asio::co_spawn(
          context,
          [&]() -> Task<> {
            const auto pass = co_await gate.enter(1);
            most = std::max(most, ++inside);
            co_await asio::post(context.get_executor(), use_task);
            --inside;
          },
          asio::detached);
    context.run();
    context.restart();
  };
  flood(1000, most_alone);
  come(gate, 2, 1);
  flood(1000, most_beside);
  EXPECT_EQ(most_alone, kMax);
  EXPECT_LE(most_beside, kBeside);
  // The visitor itself is let in at once, however many wait.
  EXPECT_EQ(order, std::vector<std::int64_t>{2});
}

TEST_F(FairGateTest, SharesFollowTheWeights) {
  const auto shared = std::make_shared<FairGate>(context.get_executor(), FairGate::Options{1, 1, 10'000});
  FairGate& gate = *shared;
  gate.set_weights({{1, 3.0}});
  come(gate, 1, 300);
  come(gate, 2, 300);
  context.run();
  const auto of_first = std::ranges::count(order.begin(), order.begin() + 200, 1);
  EXPECT_NEAR(static_cast<double>(of_first), 150, 3);
}

TEST_F(FairGateTest, AKeysOwnStayInOrderAndItsWaitingIsBounded) {
  const auto shared = std::make_shared<FairGate>(context.get_executor(), FairGate::Options{1, 1, 5});
  FairGate& gate = *shared;
  come(gate, 1, 20);
  come(gate, 2, 1);
  context.run();
  EXPECT_EQ(refused, 14);  // one inside, five waiting
  EXPECT_EQ(std::ranges::count(order, 2), 1);
}

TEST_F(FairGateTest, PlacesAreGivenBack) {
  const auto shared = std::make_shared<FairGate>(context.get_executor(), FairGate::Options{3, 3, 10});
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
