#pragma once
#include "base/async/loops.hpp"
#include "jobs/rates.hpp"
#include "vendors/redis/link.hpp"

namespace parlance::redis {

// Token buckets as one Lua script, on Redis's clock, so that a limit holds over all nodes together.
class Buckets final : public jobs::SharedBuckets {
 public:
  // `commands`: of each loop.
  Buckets(Loops& loops, std::string prefix, std::vector<std::shared_ptr<Link>> commands)
      : loops_(loops), prefix_(std::move(prefix)), commands_(std::move(commands)) {}

  // Has the script there; whenever a link has come up.
  static void load(Link& link);
  Task<std::optional<jobs::Taken>> take(std::vector<jobs::Bucket> buckets) override;

 private:
  Loops& loops_;
  std::string prefix_;
  std::vector<std::shared_ptr<Link>> commands_;
};

}  // namespace parlance::redis
