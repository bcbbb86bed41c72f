#include "ai/model/breaker.hpp"

#include <algorithm>

namespace parlance::ai::model {

std::optional<Breaker::Pass> Breaker::enter(Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  if (!resting_) return std::optional<Pass>(std::in_place, *this, false);
  if (now < rests_until_ || probing_) return std::nullopt;
  probing_ = true;
  return std::optional<Pass>(std::in_place, *this, true);
}

Breaker::Pass::~Pass() {
  if (!breaker_ || !probe_) return;
  const std::lock_guard lock(breaker_->mutex_);
  breaker_->probing_ = false;
}

void Breaker::Pass::succeeded() {
  auto* breaker = std::exchange(breaker_, nullptr);
  const std::lock_guard lock(breaker->mutex_);
  // What began before the rest says nothing of now.
  if (breaker->resting_ && !probe_) return;
  breaker->failures_ = 0, breaker->rest_ = kFirstRest, breaker->resting_ = breaker->probing_ = false;
}

void Breaker::rest(Clock::time_point now, Clock::duration length) {
  resting_ = true;
  rests_until_ = std::max(rests_until_, now + length);
}

void Breaker::count(Clock::time_point now, bool probe) {
  // Those that were under way when the rest began say nothing new.
  if (resting_ && !probe) return;
  if (++failures_ < kFailuresToOpen && !probe) return;
  rest(now, rest_);
  rest_ = std::min<Clock::duration>(rest_ * 2, kLongestRest);
}

void Breaker::Pass::failed(const Failure& failure, Clock::time_point now) {
  auto* breaker = std::exchange(breaker_, nullptr);
  const std::lock_guard lock(breaker->mutex_);
  if (probe_) breaker->probing_ = false;
  switch (failure.kind) {
    case FailureKind::bad_key:
    case FailureKind::no_quota:
      return breaker->rest(now, kRestWithoutKey);
    case FailureKind::rate_limited:
    case FailureKind::overloaded:
      if (failure.retry_after_ms > 0)
        return breaker->rest(
            now, std::min<Clock::duration>(std::chrono::milliseconds(failure.retry_after_ms), kLongestRest));
      return breaker->count(now, probe_);
    case FailureKind::cut:
    case FailureKind::garbage:
    case FailureKind::timed_out:
    case FailureKind::unreachable:
      return breaker->count(now, probe_);
    // These say nothing of whether the vendor works.
    case FailureKind::too_long:
    case FailureKind::bad_request:
    case FailureKind::refused:
    case FailureKind::blocked:
    case FailureKind::cancelled:
      return;
  }
}

}  // namespace parlance::ai::model
