#include <fmt/format.h>

#include <iostream>

#include "app/commands.hpp"
#include "app/stack.hpp"
#include "store/gap_store.hpp"

namespace parlance::app {

int list_gaps(const Config& config, const std::string& slug, std::int64_t days, std::int64_t limit) {
  constexpr std::int64_t kDayMs = 86'400'000;
  Loops loops(1);
  Stores stores(open_database(loops, config));
  store::GapStore gaps(*stores.database);
  const auto tenant = run_to_end(loops, tenant_of(stores, slug));
  const auto found = run_to_end(loops, gaps.gaps(tenant.id, now_ms() - days * kDayMs, limit));
  for (const auto& gap : found)
    std::cout << fmt::format("{:>6}  {}  {}\n", gap.times, to_rfc3339(gap.last_asked).substr(0, 10), gap.question);
  if (found.empty()) std::cout << fmt::format("Every question of the last {} days was answered.\n", days);
  return 0;
}

}  // namespace parlance::app
