#pragma once
#include "jobs/membership.hpp"
#include "store/database.hpp"

namespace parlance::store {

class NodeStore final : public jobs::NodeStore {
 public:
  explicit NodeStore(Database& database) : database_(database) {}

  Task<jobs::NodeId> join(std::string name, std::int64_t life_ms) override;
  Task<> renew(jobs::NodeId node, std::int64_t life_ms) override;
  Task<> leave(jobs::NodeId node) override;

 private:
  Database& database_;
};

}  // namespace parlance::store
