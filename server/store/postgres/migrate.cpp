#include "store/postgres/migrate.hpp"

#include <fmt/format.h>

#include <set>

#include "store/migrations.hpp"
#include "store/postgres/session.hpp"

namespace parlance::store::postgres {
namespace {

constexpr std::string_view kLock = "SELECT pg_advisory_lock(7305427183)";  // any number, the same on all nodes

std::set<std::string> applied_in(Session& session) {
  const auto result = session.run("SELECT name FROM schema_migrations");
  std::set<std::string> names;
  for (int i = 0; i < PQntuples(result.get()); ++i) names.emplace(PQgetvalue(result.get(), i, 0));
  return names;
}

}  // namespace

std::string user_of(const std::string& url) {
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(PQconninfoParse(url.c_str(), nullptr),
                                                                               PQconninfoFree);
  for (auto* option = options.get(); option && option->keyword; ++option)
    if (std::string_view(option->keyword) == "user" && option->val) return option->val;
  return {};
}

std::vector<std::string> migrate(const std::string& url, const std::string& worker) {
  Session session(url);
  session.run(kLock);  // given back with the connection
  session.run("SET parlance.tenant = '0'");
  session.run(
      "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL DEFAULT "
      "now())");
  const auto applied = applied_in(session);
  std::vector<std::string> done;
  for (const auto& migration : migrations_for(Dialect::postgres)) {
    if (applied.contains(migration.name)) continue;
    session.run(fmt::format("BEGIN; {}; INSERT INTO schema_migrations (name) VALUES ('{}'); COMMIT", migration.sql,
                            migration.name));
    done.push_back(migration.name);
  }
  if (!worker.empty()) session.run(fmt::format("GRANT parlance_app TO \"{}\"", worker));
  return done;
}

}  // namespace parlance::store::postgres
