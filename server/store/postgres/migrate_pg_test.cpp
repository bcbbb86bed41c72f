#include <algorithm>
#include <latch>

#include "store/migrations.hpp"
#include "store/postgres/migrate.hpp"
#include "store/postgres/test_database.hpp"

namespace parlance::store::postgres {
namespace {

struct PostgresMigrate : PostgresTest {
  PostgresMigrate() : PostgresTest(false) {}

  std::vector<std::string> all() const {
    std::vector<std::string> names;
    for (auto& migration : migrations_for(Dialect::postgres)) names.push_back(std::move(migration.name));
    return names;
  }
};

TEST_F(PostgresMigrate, OfNodesThatStartTogetherOneAppliesEach) {
  constexpr int kNodes = 4;
  std::latch start(kNodes);
  std::vector<std::future<std::vector<std::string>>> nodes;
  for (int i = 0; i < kNodes; ++i)
    nodes.push_back(std::async(std::launch::async, [&] {
      start.arrive_and_wait();
      return migrate(url());
    }));
  std::vector<std::string> applied;
  for (auto& node : nodes) std::ranges::move(take(std::move(node)), std::back_inserter(applied));
  EXPECT_EQ(applied, all());
  EXPECT_EQ(Sql(url()).column("SELECT name FROM schema_migrations ORDER BY name"), all());
}

TEST_F(PostgresMigrate, ASchemaOfANewerNodeIsLeftAsItIs) {
  migrate(url());
  Sql(url()).rows("INSERT INTO schema_migrations (name) VALUES ('9999_of_the_future.sql')");
  EXPECT_TRUE(migrate(url()).empty());
  EXPECT_EQ(Sql(url()).one("SELECT count(*) FROM schema_migrations"), std::to_string(all().size() + 1));
}

// `revisions` stands in the way at the end of 0002, after a table and a column.
TEST_F(PostgresMigrate, OneThatFailsLeavesNothingAndIsAppliedLater) {
  Sql sql(url());
  sql.rows("CREATE TABLE revisions (id INT)");
  EXPECT_THROW(migrate(url()), std::runtime_error);
  EXPECT_EQ(sql.column("SELECT name FROM schema_migrations"), std::vector<std::string>{"0001_chat_and_crm.sql"});
  EXPECT_EQ(sql.one("SELECT to_regclass('nodes') IS NULL"), "t");
  EXPECT_EQ(sql.one("SELECT count(*) FROM information_schema.columns WHERE table_name = 'chat_sessions' AND "
                    "column_name = 'worker'"),
            "0");
  sql.rows("DROP TABLE revisions");
  EXPECT_EQ(migrate(url()).size(), all().size() - 1);
}

// A dump holds every table for as long as it takes.
TEST_F(PostgresMigrate, ATableThatIsHeldStopsNobodyElse) {
  const auto first = migrations_for(Dialect::postgres).front();
  Sql holder(url()), reader(url());
  holder.rows(first.sql);
  holder.rows("CREATE TABLE schema_migrations (name TEXT PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL DEFAULT now())");
  holder.rows(fmt::format("INSERT INTO schema_migrations (name) VALUES ('{}')", first.name));
  holder.rows("BEGIN; LOCK TABLE chat_messages, chat_sessions IN ACCESS SHARE MODE");
  auto migrating = std::async(std::launch::async, [&] { return migrate(url()); });
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (reader.one("SELECT count(*) FROM pg_locks WHERE NOT granted") == "0")
    ASSERT_LT(std::chrono::steady_clock::now(), until) << "it never came to a table that is held";
  reader.rows("SET statement_timeout = '5s'");
  for (const auto* table : {"chat_sessions", "chat_messages"})
    EXPECT_EQ(reader.one(fmt::format("SELECT count(*) FROM {}", table)), "0");
  holder.rows("COMMIT");
  EXPECT_EQ(take(std::move(migrating)).size(), all().size() - 1);
}

TEST_F(PostgresMigrate, WhoCannotBeReachedIsNamedSo) {
  EXPECT_THROW(migrate("postgres://postgres@127.0.0.1:1/none"), std::runtime_error);
}

}  // namespace
}  // namespace parlance::store::postgres
