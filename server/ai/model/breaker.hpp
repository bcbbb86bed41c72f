#pragma once
#include <chrono>
#include <mutex>

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

  // Whether to ask now. Who is let in must say how it went.
  bool enter(Clock::time_point now);
  void succeeded();
  void failed(const Failure& failure, Clock::time_point now);

 private:
  void rest(Clock::time_point now, Clock::duration length);

  std::mutex mutex_;
  int failures_ = 0;
  Clock::duration rest_ = kFirstRest;
  Clock::time_point closed_from_{};  // not asked before this
  bool resting_ = false, probing_ = false;
};

}  // namespace parlance::ai::model
