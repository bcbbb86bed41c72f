#include "gateway/limits.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace parlance::gateway {
namespace {

constexpr std::size_t kBucketsBeforeCleaning = 100'000;

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

// A bucket that has filled up again says nothing.
void Limits::forget_full(std::int64_t now) {
  if (buckets_.size() < kBucketsBeforeCleaning) return;
  const auto full_after = options_.messages_burst * 60'000 / options_.messages_per_minute;
  std::erase_if(buckets_, [&](const auto& entry) { return now - entry.second.at_ms > full_after; });
}

Result<void> Limits::take_message(Caller caller) {
  if (!options_.enabled) return {};
  const auto now = steady_ms();
  const double per_ms = static_cast<double>(options_.messages_per_minute) / 60'000;
  const std::lock_guard lock(mutex_);
  forget_full(now);
  auto& bucket = buckets_.try_emplace(caller, Bucket{static_cast<double>(options_.messages_burst), now}).first->second;
  bucket.tokens = std::min(static_cast<double>(options_.messages_burst),
                           bucket.tokens + static_cast<double>(now - bucket.at_ms) * per_ms);
  bucket.at_ms = now;
  if (bucket.tokens < 1)
    return fail(kRateLimited, "You are sending faster than the server takes it; wait a moment.", {},
                static_cast<std::uint32_t>(std::ceil((1 - bucket.tokens) / per_ms)));
  bucket.tokens -= 1;
  return {};
}

Result<std::shared_ptr<const void>> Limits::take_connection(Caller caller) {
  const std::lock_guard lock(mutex_);
  auto& count = connections_[caller];
  if (options_.enabled && count >= options_.connections)
    return fail(kRateLimited, "You have as many live connections as one customer may; close one.", {}, 5000);
  ++count;
  return std::shared_ptr<const void>(this, [this, caller](const void*) { give_back_connection(caller); });
}

void Limits::give_back_connection(Caller caller) {
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(caller);
  if (found != connections_.end() && --found->second == 0) connections_.erase(found);
}

}  // namespace parlance::gateway
