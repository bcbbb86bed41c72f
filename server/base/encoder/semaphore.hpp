#pragma once
#include <semaphore.h>

#include <chrono>
#include <optional>

namespace parlance::encoder {

// Posted without a lock, so that a thread that loses the processor while it posts keeps nobody from it.
class Semaphore {
 public:
  using Clock = std::chrono::steady_clock;  // CLOCK_MONOTONIC with GCC's library

  Semaphore() { sem_init(&semaphore_, 0, 0); }
  ~Semaphore() { sem_destroy(&semaphore_); }
  Semaphore(const Semaphore&) = delete;
  Semaphore& operator=(const Semaphore&) = delete;

  void post() { sem_post(&semaphore_); }
  // Returns where it was posted, and at `end` at the latest; it may return sooner.
  void wait(std::optional<Clock::time_point> end) {
    if (!end) return static_cast<void>(sem_wait(&semaphore_));
    const auto time = end->time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    const timespec at{seconds.count(), std::chrono::nanoseconds(time - seconds).count()};
    sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &at);
  }

 private:
  sem_t semaphore_;
};

}  // namespace parlance::encoder
