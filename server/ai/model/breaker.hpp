#pragma once
#include <chrono>
#include <mutex>
#include <optional>
#include <utility>

#include "ai/model/types.hpp"

namespace parlance::ai::model {

// Keeps off a vendor that does not work: after some failures in a row nobody asks it for a while, then one does, and
// only if that works all do. From any thread.
class Breaker {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr int kFailuresToOpen = 5;  // in a row
  static constexpr auto kFirstRest = std::chrono::seconds(5);
  static constexpr auto kLongestRest = std::chrono::minutes(2);
  static constexpr auto kRestWithoutKey = std::chrono::minutes(1);  // or money

  // The right to ask once. Dropped without a word, it says nothing of the vendor.
  class Pass {
   public:
    Pass(Breaker& breaker, bool probe) : breaker_(&breaker), probe_(probe) {}
    Pass(Pass&& other) noexcept : breaker_(std::exchange(other.breaker_, nullptr)), probe_(other.probe_) {}
    Pass& operator=(Pass&&) = delete;
    ~Pass();
    void succeeded();
    void failed(const Failure& failure, Clock::time_point now);

   private:
    Breaker* breaker_;
    bool probe_;
  };

  // Nothing: it is not to be asked now.
  std::optional<Pass> enter(Clock::time_point now);

 private:
  void rest(Clock::time_point now, Clock::duration length);
  void count(Clock::time_point now, bool probe);

  std::mutex mutex_;
  int failures_ = 0;
  Clock::duration rest_ = kFirstRest;
  Clock::time_point rests_until_{};
  bool resting_ = false, probing_ = false;
};

}  // namespace parlance::ai::model
