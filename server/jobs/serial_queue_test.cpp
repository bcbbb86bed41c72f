#include "jobs/serial_queue.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <map>
#include <mutex>

namespace parlance::jobs {
namespace {

struct Job {
  std::int64_t key;
  int number;
  int tried = 0;
};

struct SerialQueueTest : testing::Test {
  Loops loops{3};
  SerialQueue<Job> queue{loops, {5, 1, 2}};
  std::mutex mutex;
  std::map<std::int64_t, std::vector<int>> done;

  void TearDown() override { loops.stop(); }

  void submit(Job job) {
    asio::post(loops.home(job.key).executor(), [this, job] { queue.submit(job.key, job); });
  }
  void finish(const Job& job, std::latch& end) {
    {
      const std::lock_guard lock(mutex);
      done[job.key].push_back(job.number);
    }
    end.count_down();
  }
};

Fault storage_fault() { return Fault({kStorageUnavailable, "", {}, 0}, "test"); }

TEST_F(SerialQueueTest, AKeysJobsAreDoneInOrderWhateverFailsBetween) {
  constexpr int kKeys = 20, kJobs = 30;
  std::latch end(kKeys * kJobs);
  queue.start(
      [&](Job& job) -> Task<> {
        if (++job.tried < 3 && job.number % 7 == 0) throw storage_fault();
        finish(job, end);
        co_return;
      },
      [](Job&) -> Task<> { co_return; }, nullptr);
  for (int n = 0; n < kJobs; ++n)
    for (int key = 1; key <= kKeys; ++key) submit({key, n});
  loops.start();
  end.wait();
  for (const auto& [key, numbers] : done) {
    EXPECT_EQ(numbers.size(), static_cast<std::size_t>(kJobs));
    EXPECT_TRUE(std::ranges::is_sorted(numbers)) << key;
  }
}

TEST_F(SerialQueueTest, AFaultIsOutlastedAndAFailureIsGivenUpInTheEnd) {
  std::latch end(2);
  std::atomic<int> failures = 0;
  queue.start(
      [&](Job& job) -> Task<> {
        if (job.number == 1) {
          ++failures;
          throw std::runtime_error("always");
        }
        if (++job.tried <= 10) throw storage_fault();
        finish(job, end);
        co_return;
      },
      [&](Job& job) -> Task<> {
        finish(job, end);
        co_return;
      },
      nullptr);
  submit({1, 1});
  submit({1, 2});
  loops.start();
  end.wait();
  EXPECT_EQ(failures, 5);
  EXPECT_EQ(done[1], (std::vector<int>{1, 2}));
}

TEST_F(SerialQueueTest, OnceClosedItBeginsNothingAndIsIdle) {
  std::latch begun(1), go(1);
  std::atomic<int> ran = 0;
  queue.start(
      [&](Job&) -> Task<> {
        ++ran;
        begun.count_down();
        go.wait();
        co_return;
      },
      [](Job&) -> Task<> { co_return; }, nullptr);
  submit({1, 1});
  submit({1, 2});
  loops.start();
  begun.wait();
  queue.close();
  EXPECT_FALSE(queue.idle());
  go.count_down();
  while (!queue.idle()) std::this_thread::yield();
  EXPECT_EQ(ran, 1);
}

}  // namespace
}  // namespace parlance::jobs
