#include "store/catalogue.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/migrate.hpp"

namespace parlance::store {
namespace {

// These alone may see more than one tenant: finding tenants, finding work that nobody does, feeding the search index,
// nodes.
const std::set<std::string_view> kCrossing = {"find_tenant",       "find_tenant_by_api_key",
                                              "list_tenants",      "insert_tenant",
                                              "replace_keys",      "set_token_keys",
                                              "unanswered",        "articles_after",
                                              "article_revision",  "import_take_revision",
                                              "settings_revision", "newest_settings",
                                              "node_join",         "node_renew",
                                              "node_leave",        "node_forget",
                                              "live_revisions",    "intents_after"};

TEST(Catalogue, EveryStatementNamesItsTenant) {
  std::set<std::string_view> names;
  for (const auto* statement : all_statements()) {
    EXPECT_TRUE(names.insert(statement->name).second) << statement->name << " stands twice";
    EXPECT_EQ(statement->scope == Scope::crossing, kCrossing.contains(statement->name)) << statement->name;
    EXPECT_TRUE(keeps_scope(*statement)) << statement->name;
  }
}

TEST(Catalogue, EveryStatementIsOneTheSchemaKnows) {
  const auto file = std::filesystem::path(testing::TempDir()) / "catalogue_test.db";
  std::filesystem::remove(file);
  sqlite::Options options{file, 1024, 5000, nullptr};
  EXPECT_FALSE(sqlite::migrate(options).empty());
  EXPECT_TRUE(sqlite::migrate(options).empty());
  sqlite::Connection connection(options, sqlite::Connection::Mode::write);
  for (const auto* statement : all_statements()) {
    if (statement->sql.empty()) continue;  // PostgreSQL's alone
    sqlite3_stmt* prepared = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(connection.handle(), statement->sql.data(), static_cast<int>(statement->sql.size()),
                                 &prepared, nullptr),
              SQLITE_OK)
        << statement->name << ": " << sqlite3_errmsg(connection.handle());
    sqlite3_finalize(prepared);
  }
}

TEST(Catalogue, AStatementWithoutItsTenantIsNotPrepared) {
  const auto file = std::filesystem::path(testing::TempDir()) / "catalogue_scope_test.db";
  std::filesystem::remove(file);
  sqlite::Options options{file, 1024, 5000, nullptr};
  sqlite::migrate(options);
  sqlite::Connection connection(options, sqlite::Connection::Mode::read);
  static constexpr Statement kForgetful{"forgetful", "SELECT title FROM tickets"};
  EXPECT_THROW(connection.run(kForgetful, {}), std::logic_error);
}

}  // namespace
}  // namespace parlance::store
