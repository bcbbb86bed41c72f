#include "gateway/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/metrics.hpp"

namespace parlance::gateway {
namespace {

constexpr std::size_t kBucketsBeforeCleaning = 100'000;
constexpr std::uint32_t kConnectionRetryMs = 5000;

metrics::Family<metrics::Count> limited("parlance_limited_total", "counter", "What was refused for a limit.", "limit");

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

double per_ms(jobs::Rate rate) { return static_cast<double>(rate.per_minute) / 60'000; }

struct Allowance {
  std::string_view name, detail;
  jobs::Bucket bucket;
};

std::vector<Allowance> of_message(const LimitOptions& options, const Account& account) {
  const auto tenant = account.caller.tenant.value;
  std::vector<Allowance> out{{"customer",
                              "You are sending faster than the server takes it; wait a moment.",
                              {fmt::format("customer:{}:{}", tenant, account.caller.contact.value), options.customer}},
                             {"tenant",
                              "The company's customers send faster together than the server takes it; wait a moment.",
                              {fmt::format("tenant:{}", tenant), options.tenant}},
                             {"address",
                              "More is sent from your network than the server takes; wait a moment.",
                              {fmt::format("address:{}", account.address), options.address}}};
  if (account.session)
    out.push_back({"session",
                   "More is sent in this conversation than the server takes; wait a moment.",
                   {fmt::format("session:{}", account.session->value), options.session}});
  return out;
}

}  // namespace

Limits::Limits(LimitOptions options)
    : options_(options), presence_(options.enabled ? options.connections : std::numeric_limits<std::int64_t>::max()) {}

void Limits::share(jobs::SharedBuckets& buckets, jobs::SharedPresence& presence) {
  shared_ = &buckets;
  presence_.share(presence);
}

void Limits::keep_to_itself() {
  shared_ = nullptr;
  presence_.keep_to_itself();
}

double LocalBucket::level(jobs::Rate rate, std::int64_t now) const {
  const auto burst = static_cast<double>(rate.burst);
  return tokens_ < 0 ? burst : std::min(burst, tokens_ + static_cast<double>(now - at_ms_) * per_ms(rate));
}

std::int64_t LocalBucket::wait(jobs::Rate rate, std::int64_t now) const {
  const auto tokens = level(rate, now);
  return tokens >= 1 ? 0 : static_cast<std::int64_t>(std::ceil((1 - tokens) / per_ms(rate)));
}

std::int64_t LocalBucket::take(jobs::Rate rate, std::int64_t now) {
  if (const auto ms = wait(rate, now); ms > 0) return ms;
  tokens_ = level(rate, now) - 1;
  at_ms_ = now;
  return 0;
}

bool LocalBucket::is_full(jobs::Rate rate, std::int64_t now) const {
  return level(rate, now) >= static_cast<double>(rate.burst);
}

// A bucket that has filled up again says nothing.
void Limits::forget_full(std::int64_t now) {
  if (buckets_.size() < kBucketsBeforeCleaning) return;
  std::erase_if(buckets_, [&](const auto& entry) { return entry.second.first.is_full(entry.second.second, now); });
}

jobs::Taken Limits::take_here(const std::vector<jobs::Bucket>& buckets) {
  const auto now = steady_ms();
  const std::lock_guard lock(mutex_);
  forget_full(now);
  for (std::size_t i = 0; i < buckets.size(); ++i)
    if (const auto known = buckets_.find(buckets[i].key); known != buckets_.end())
      if (const auto ms = known->second.first.wait(buckets[i].rate, now); ms > 0) return {i, ms};
  for (const auto& [key, rate] : buckets)
    buckets_.try_emplace(key, LocalBucket{}, rate).first->second.first.take(rate, now);
  return {};
}

template <class Allowances>
Task<Result<void>> Limits::take(Allowances allowances) {
  if (!options_.enabled) co_return Result<void>{};
  std::vector<jobs::Bucket> buckets;
  for (const auto& allowance : allowances) buckets.push_back(allowance.bucket);
  std::optional<jobs::Taken> taken;
  if (shared_) taken = co_await shared_->take(buckets);
  if (!taken) taken = take_here(buckets);
  if (taken->wait_ms == 0) co_return Result<void>{};
  const auto& refused_by = allowances[taken->refused_by];
  limited.at(refused_by.name).add();
  co_return fail(kRateLimited, std::string(refused_by.detail), {}, static_cast<std::uint32_t>(taken->wait_ms));
}

Task<Result<void>> Limits::take_message(Account account) { return take(of_message(options_, account)); }

Task<Result<void>> Limits::take_turn(Account account) {
  auto allowances = of_message(options_, account);
  allowances.push_back(
      {"ai_turns",
       "You have the assistant think faster than the server takes it; wait a moment.",
       {fmt::format("turn:{}:{}", account.caller.tenant.value, account.caller.contact.value), options_.ai_turns}});
  return take(std::move(allowances));
}

Task<Result<void>> Limits::take_upload(TenantId tenant) {
  return take(std::vector<Allowance>{{"uploads",
                                      "The company uploads more than the server takes; wait a moment.",
                                      {fmt::format("upload:{}", tenant.value), options_.uploads}}});
}

Task<Result<Presence::Place>> Limits::take_connection(Caller caller) {
  if (auto place = co_await presence_.enter(caller)) co_return place;
  limited.at("connections").add();
  co_return fail(kRateLimited, "You have as many live connections as one customer may; close one.", {},
                 kConnectionRetryMs);
}

}  // namespace parlance::gateway
