#pragma once
#include "app/stack.hpp"
#include "app/turns.hpp"
#include "gateway/limits.hpp"
#include "jobs/membership.hpp"
#include "store/node_store.hpp"
#include "vendors/redis/buckets.hpp"
#include "vendors/redis/fanout.hpp"
#include "vendors/redis/presence.hpp"
#include "vendors/redis/work_stream.hpp"

namespace parlance::app {

// What this server does because others share its database: says that it lives, takes up what dead ones left, and looks
// for what was stored elsewhere and not heard of. With Redis the others are told at once, and share the work.
class Cluster {
 public:
  // Joins; the loops are not started yet, and must be stopped before this goes.
  Cluster(Loops& loops, Stores& stores, chat::Service& chat, TurnQueue& queue, const Config& config);
  // With Redis, limits hold over all nodes.
  void share(gateway::Limits& limits);
  // Where questions go; without Redis, nowhere but here.
  Dispatch dispatch();
  // Takes no more of the others' work.
  void close();
  // What it has claimed is the others' at once.
  void leave();

 private:
  struct Redis {
    Redis(Loops& loops, chat::Service& chat, const Config& config, jobs::NodeId node);
    void start(Loops& loops, TurnQueue& queue);

    redis::Address address;
    std::vector<std::shared_ptr<redis::Link>> commands;
    redis::Fanout fanout;
    redis::WorkStream work;
    redis::Buckets buckets;
    redis::Presence presence;
  };

  std::chrono::milliseconds look_every() const;
  Task<> take_up_work();
  Task<> look_for_unheard(Loop& loop);

  Loops& loops_;
  Stores& stores_;
  chat::Service& chat_;
  TurnQueue& queue_;
  store::NodeStore nodes_;
  jobs::Membership membership_{nodes_};
  std::optional<Redis> redis_;
};

}  // namespace parlance::app
