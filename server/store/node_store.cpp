#include "store/node_store.hpp"

#include "store/catalogue.hpp"

namespace parlance::store {
namespace {

constexpr Statement kJoin{
    "node_join", "INSERT INTO nodes (name, alive_until) VALUES (?1, db_now_ms() + ?2) RETURNING id", Scope::crossing};
// Also where it was swept away meanwhile.
constexpr Statement kRenew{.name = "node_renew",
                           .sql = R"(
INSERT INTO nodes (id, name, alive_until) VALUES (?1, '', db_now_ms() + ?2)
ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until)",
                           .scope = Scope::crossing,
                           .urgent = true};
constexpr Statement kLeave{"node_leave", "DELETE FROM nodes WHERE id = ?1", Scope::crossing};
// Sessions may name a node that is gone: it counts as dead.
constexpr Statement kForget{"node_forget", "DELETE FROM nodes WHERE alive_until < db_now_ms() - 3600000",
                            Scope::crossing};

}  // namespace

std::span<const Statement* const> node_statements() {
  static constexpr const Statement* kAll[] = {&kJoin, &kRenew, &kLeave, &kForget};
  return kAll;
}

Task<jobs::NodeId> NodeStore::join(std::string name, std::int64_t life_ms) {
  WriteSet set;
  set.push_back({&kForget, {}});
  set.push_back({&kJoin, {std::move(name), life_ms}});
  const auto rows = co_await database_.write(std::move(set));
  co_return rows[1].at(0).integer(0);
}

Task<> NodeStore::renew(jobs::NodeId node, std::int64_t life_ms) {
  WriteSet set;
  set.push_back({&kRenew, {node, life_ms}});
  co_await database_.write(std::move(set));
}

Task<> NodeStore::leave(jobs::NodeId node) {
  WriteSet set;
  set.push_back({&kLeave, {node}});
  co_await database_.write(std::move(set));
}

}  // namespace parlance::store
