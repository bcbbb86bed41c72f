#include "store/postgres/migrate.hpp"

#include <fmt/format.h>

#include <chrono>
#include <set>
#include <thread>

#include "base/log.hpp"
#include "store/migrations.hpp"
#include "store/postgres/session.hpp"

namespace parlance::store::postgres {
namespace {

constexpr std::string_view kLock = "SELECT pg_advisory_lock(7305427183)";  // any number, the same on all nodes

constexpr auto kLockPause = std::chrono::seconds(1);
constexpr int kLockAttempts = 60;

// A change that waits for a table's lock stops everybody who comes after it, the older nodes too, for as long as a dump
// or a report holds the table. So it waits for a second only, steps back, and comes again.
void apply(Session& session, const Migration& migration) {
  session.run("SET lock_timeout = '1s'");
  for (int attempt = 1;; ++attempt) {
    try {
      session.run(fmt::format("BEGIN; {}; INSERT INTO schema_migrations (name) VALUES ('{}'); COMMIT", migration.sql,
                              migration.name));
      return;
    } catch (const PostgresError& e) {
      session.run("ROLLBACK");
      if (e.state() != kLockNotAvailable) throw;
      if (attempt == kLockAttempts)
        throw std::runtime_error(
            fmt::format("the migration {} needs a table that another client of the database holds, such as a dump: {} "
                        "times in vain. Start again when that is done; nothing was changed",
                        migration.name, kLockAttempts));
      if (attempt == 1) log::warn("migration_waits", {{"name", migration.name}, {"what", e.what()}});
      std::this_thread::sleep_for(kLockPause);
    }
  }
}

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
    apply(session, migration);
    done.push_back(migration.name);
  }
  if (!worker.empty()) session.run(fmt::format("GRANT parlance_app TO \"{}\"", worker));
  return done;
}

}  // namespace parlance::store::postgres
