#include "ai/model/breaker.hpp"

#include <algorithm>

namespace parlance::ai::model {

bool Breaker::enter(Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  if (!resting_) return true;
  if (now < closed_from_ || probing_) return false;
  probing_ = true;
  return true;
}

void Breaker::succeeded() {
  const std::lock_guard lock(mutex_);
  failures_ = 0, rest_ = kFirstRest, resting_ = probing_ = false;
}

void Breaker::rest(Clock::time_point now, Clock::duration length) {
  resting_ = true, probing_ = false;
  closed_from_ = now + length;
}

void Breaker::failed(const Failure& failure, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  switch (failure.kind) {
    case FailureKind::bad_key:
    case FailureKind::no_quota:
      return rest(now, kRestWithoutKey);
    case FailureKind::rate_limited:
      if (failure.retry_after_ms > 0)
        return rest(now, std::min<Clock::duration>(std::chrono::milliseconds(failure.retry_after_ms), kLongestRest));
      break;
    case FailureKind::overloaded:
    case FailureKind::cut:
    case FailureKind::garbage:
    case FailureKind::timed_out:
    case FailureKind::unreachable:
      break;
    // These say nothing of whether the vendor works.
    case FailureKind::too_long:
    case FailureKind::bad_request:
    case FailureKind::refused:
    case FailureKind::blocked:
    case FailureKind::cancelled:
      probing_ = false;
      return;
  }
  if (++failures_ < kFailuresToOpen && !probing_) return;
  rest(now, rest_);
  rest_ = std::min<Clock::duration>(rest_ * 2, kLongestRest);
}

}  // namespace parlance::ai::model
