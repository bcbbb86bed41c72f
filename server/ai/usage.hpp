#pragma once
#include "ai/model/chain.hpp"
#include "ai/settings.hpp"
#include "base/async/task.hpp"
#include "base/time.hpp"
#include "chat/caller.hpp"

namespace parlance::ai {

// What models took on one day (UTC).
struct DayUsage {
  std::int64_t tokens = 0, customer_tokens = 0, cost_micros = 0;
};

class UsageStore {
 public:
  virtual ~UsageStore() = default;
  virtual Task<DayUsage> usage_of_day(Caller caller, std::int64_t day) = 0;
  // For what is spent on no stored answer.
  virtual Task<> spend(Caller caller, const std::vector<model::Spent>& spent, UnixMs now) = 0;
};

// Days since 1970-01-01, UTC.
inline std::int64_t day_of(UnixMs time) { return time / kDayMs; }

// Whether a company, or its customer, has used up its day.
inline bool is_used_up(const Settings& settings, const DayUsage& used) {
  constexpr std::int64_t kMicrosPerCent = 10'000;
  const auto over = [](std::int64_t used_up, std::int64_t bound) { return bound > 0 && used_up >= bound; };
  return over(used.tokens, settings.tokens_per_day) || over(used.customer_tokens, settings.customer_tokens_per_day) ||
         over(used.cost_micros, settings.cents_per_day * kMicrosPerCent);
}

}  // namespace parlance::ai
