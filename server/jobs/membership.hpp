#pragma once
#include <atomic>

#include "base/async/task.hpp"
#include "base/time.hpp"

namespace parlance::jobs {

using NodeId = std::int64_t;  // of one run of a server; never used again

// The servers that share a database, and until when each is known to live. Times are of the database's clock.
class NodeStore {
 public:
  virtual ~NodeStore() = default;

  virtual Task<NodeId> join(std::string name, std::int64_t life_ms) = 0;
  // Lives for that long from now on.
  virtual Task<> renew(NodeId node, std::int64_t life_ms) = 0;
  // Its work is anybody's at once.
  virtual Task<> leave(NodeId node) = 0;
};

// This server among those that share its database. What it has claimed is its own for as long as it says in time that
// it lives; then it is another's, whose claim has its later writes refused.
class Membership {
 public:
  static constexpr std::int64_t kRenewEveryMs = 1000, kLifeMs = 4000;

  explicit Membership(NodeStore& store) : store_(store) {}

  Task<NodeId> join(std::string name);
  // Until the loop ends.
  Task<> keep_alive();
  Task<bool> leave();
  NodeId id() const { return id_; }

 private:
  NodeStore& store_;
  NodeId id_ = 0;
  std::atomic<bool> left_ = false;
};

}  // namespace parlance::jobs
