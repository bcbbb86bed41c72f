#include "base/metrics.hpp"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

namespace parlance::metrics {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Metrics, BucketsAreCumulativeAndABoundBelongsToItsOwn) {
  Histogram took("test_seconds", "histogram", "How long it took.");
  took->observe(std::chrono::milliseconds(1));
  took->observe(std::chrono::microseconds(1001));
  took->observe(std::chrono::seconds(60));
  const auto out = text();
  EXPECT_THAT(out, HasSubstr("# HELP test_seconds How long it took.\n# TYPE test_seconds histogram\n"));
  EXPECT_THAT(out, HasSubstr("test_seconds_bucket{le=\"0.0005\"} 0\n"));
  EXPECT_THAT(out, HasSubstr("test_seconds_bucket{le=\"0.001\"} 1\n"));
  EXPECT_THAT(out, HasSubstr("test_seconds_bucket{le=\"0.0025\"} 2\n"));
  EXPECT_THAT(out, HasSubstr("test_seconds_bucket{le=\"+Inf\"} 3\n"));
  EXPECT_THAT(out, HasSubstr("test_seconds_count 3\n"));
}

TEST(Metrics, AFamilyIsBounded) {
  Family<Count> seen("test_seen_total", "counter", "Seen.", "who", 2);
  for (const auto* who : {"a", "b", "c", "d", "a"}) seen.at(who).add();
  const auto out = text();
  EXPECT_THAT(out, HasSubstr("test_seen_total{who=\"a\"} 2\n"));
  EXPECT_THAT(out, HasSubstr("test_seen_total{who=\"other\"} 2\n"));
  EXPECT_THAT(out, Not(HasSubstr("who=\"c\"")));
}

TEST(Metrics, ThreadsCountTogether) {
  Family<Count> seen("test_threads_total", "counter", "Seen.", "who");
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 10'000; ++i) seen.at(i % 2 ? "odd" : "even").add();
      });
  }
  EXPECT_EQ(seen.at("odd").value(), 20'000);
}

TEST(Metrics, TheProcessIsThere) { EXPECT_THAT(text(), HasSubstr("process_open_fds ")); }

}  // namespace
}  // namespace parlance::metrics
