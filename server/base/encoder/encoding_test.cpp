#include "base/encoder/encoding.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <future>
#include <random>

#include "base/encoder/compact.hpp"

namespace parlance::encoder {
namespace {

using namespace std::chrono_literals;

TEST(Encoding, AnswersOnTheLoopThatAskedAndRemembers) {
  asio::io_context context;  // outlives whoever posts to it
  Encoding encoding;
  std::optional<Vector> first, again;
  auto ask = [&]() -> Task<> {
    first = co_await encoding.question("Where is my parcel?");
    again = co_await encoding.question("Where is my parcel?");
  };
  asio::co_spawn(context, ask(), asio::detached);
  context.run();
  ASSERT_TRUE(first && again);
  EXPECT_EQ(*first, *again);
  EXPECT_NEAR(cosine(*first, SentenceEncoder::built_in().encode("Where is my parcel?")), 1, 1e-5);
}

TEST(Encoding, MoreThanMayWaitGoWithout) {
  asio::io_context context;  // outlives whoever posts to it
  Encoding encoding;
  constexpr std::size_t kAsked = 3 * WorkQueue::kMaxWaiting;
  std::size_t with = 0, without = 0;
  auto ask = [&](std::size_t i) -> Task<> {
    (co_await encoding.question("question number " + std::to_string(i)) ? with : without)++;
  };
  for (std::size_t i = 0; i < kAsked; ++i) asio::co_spawn(context, ask(i), asio::detached);
  context.run();
  EXPECT_EQ(with + without, kAsked);
  EXPECT_GE(with, WorkQueue::kMaxWaiting);
  EXPECT_GT(without, 0u);
}

TEST(WorkQueue, OnABusyMachineAQuestionHasItsShare) {
  const auto& encoder = SentenceEncoder::built_in();
  const std::string text = "where is it";
  const auto begun = std::chrono::steady_clock::now();
  static_cast<void>(encoder.encode(text));
  const auto alone = std::chrono::steady_clock::now() - begun;
  std::vector<std::jthread> busy;
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    busy.emplace_back([](std::stop_token stop) {
      while (!stop.stop_requested()) {
      }
    });
  constexpr int kQuestions = 15;
  std::promise<void> all;
  std::atomic<int> done = 0;
  WorkQueue queue(encoder);
  for (int i = 0; i < kQuestions; ++i)
    ASSERT_TRUE(queue.push_question(text, [&](const auto&) {
      if (++done == kQuestions) all.set_value();
    }));
  // A sixtieth of a processor is enough; the time that nobody wants is less.
  EXPECT_EQ(all.get_future().wait_for(1s + 60 * kQuestions * alone), std::future_status::ready) << done;
}

// The longest text takes some 30 ms: whoever pauses in it is held up for a small part of that.
TEST(SentenceEncoder, PausesOftenInALongText) {
  std::string longest;
  for (std::size_t i = 0; i < SentenceEncoder::kMaxPieces; ++i) longest += "word ";
  int pauses = 0;
  static_cast<void>(SentenceEncoder::built_in().encode(longest, [&] { ++pauses; }));
  EXPECT_GE(pauses, 60);
}

TEST(WorkQueue, AQuestionPassesWhatIsInHand) {
  std::promise<void> answered;
  std::atomic<bool> rest_told = false;
  WorkQueue queue(SentenceEncoder::built_in());
  queue.push_rest(std::vector<std::string>(40, std::string(400, 'x')), [&](const auto&) { rest_told = true; });
  ASSERT_TRUE(queue.push_question("where is it", [&](const auto&) {
    EXPECT_FALSE(rest_told);
    answered.set_value();
  }));
  ASSERT_EQ(answered.get_future().wait_for(60s), std::future_status::ready);
  EXPECT_TRUE(queue.finish_rest(120s));
  EXPECT_TRUE(rest_told);
}

TEST(Encoding, WhatCanWaitIsDoneInTheEndAndToldSo) {
  Encoding encoding;
  std::atomic<int> done = 0;
  for (int i = 0; i < 5; ++i)
    encoding.later({"a title", "a text"}, [&](const auto& vectors) { done += static_cast<int>(vectors.size()); });
  ASSERT_TRUE(encoding.finish(60s));
  EXPECT_EQ(done, 10);
}

TEST(Encoding, EndsWithWorkLeft) {
  Encoding encoding;
  for (int i = 0; i < 500; ++i) encoding.later({std::string(400, 'x')}, [](const auto&) {});
  EXPECT_FALSE(encoding.finish(1ms));
}

Vector some(std::mt19937& random) {
  std::normal_distribution<float> values;
  Vector out;
  for (auto& value : out) value = values(random) / 20;
  return out;
}

TEST(Compact, KeepsAnAngleToAHundredth) {
  std::mt19937 random(1);
  for (int i = 0; i < 50; ++i) {
    const auto a = some(random), b = some(random);
    EXPECT_NEAR(dot(to_probe(a), to_compact(b)), cosine(a, b), 0.01);
    EXPECT_EQ(dot(to_probe(a), to_compact(b)), dot_plainly(to_probe(a), to_compact(b)));
  }
  EXPECT_EQ(dot(to_probe(some(random)), Compact{}), 0);
}

TEST(Compact, TheLargestSumFits) {
  Vector most;
  most.fill(1);
  EXPECT_NEAR(dot(to_probe(most), to_compact(most)), 512, 1);
}

}  // namespace
}  // namespace parlance::encoder
