#pragma once
#include "base/async/loops.hpp"
#include "jobs/presence.hpp"
#include "vendors/redis/link.hpp"

namespace parlance::redis {

// A hash of each node's customers, which goes kLease after the node last said that it lives. Commands of two loops may
// pass each other, and those of a lost connection may be lost: all is told again when one comes back, and every
// kTellAllEvery.
class Presence final : public jobs::SharedPresence {
 public:
  static constexpr auto kLease = std::chrono::seconds(10);
  static constexpr auto kRenewEvery = std::chrono::seconds(3);
  static constexpr int kTellAllEvery = 10;  // renewals

  // `commands`: of each loop.
  Presence(Loops& loops, std::string prefix, std::string node, std::vector<std::shared_ptr<Link>> commands)
      : loops_(loops), prefix_(prefix + "presence:"), node_(std::move(node)), commands_(std::move(commands)) {}

  static void load(Link& link);
  void start();
  // A link has come up: what was told over it before may be lost.
  void came_up();

  Task<std::optional<bool>> enter(std::string who, std::int64_t here, std::int64_t most) override;
  void tell(std::string who, std::int64_t here) override;
  void tell_all_from(std::function<std::vector<jobs::Present>()> all) override { all_ = std::move(all); }

 private:
  Task<> keep();
  Task<> renew();
  Task<> tell_all(Link& link);
  void give_a_lease(Link& link);

  Loops& loops_;
  std::string prefix_, node_;
  std::vector<std::shared_ptr<Link>> commands_;
  std::function<std::vector<jobs::Present>()> all_;
  std::atomic<bool> forgotten_ = true;
};

}  // namespace parlance::redis
