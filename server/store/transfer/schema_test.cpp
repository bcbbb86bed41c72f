#include "store/transfer/schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "store/migrations.hpp"

namespace parlance::store::transfer {
namespace {

struct SchemaTest : testing::Test {
  sqlite::Connection connection{{":memory:", 1024, 5000, nullptr}, sqlite::Connection::Mode::write};

  std::vector<std::string> names() {
    std::vector<std::string> names;
    for (const auto& table : tables_of(connection)) names.push_back(table.name);
    return names;
  }
};

TEST_F(SchemaTest, TakesEveryTableOfTheMigrationsButThoseOfARun) {
  for (const auto& migration : migrations_for(Dialect::sqlite)) connection.execute(migration.sql.c_str());
  const auto all = names();
  const auto place = [&](std::string_view name) { return std::ranges::find(all, name) - all.begin(); };
  EXPECT_EQ(place("nodes"), std::ssize(all));
  EXPECT_LT(place("tenants"), place("contacts"));
  EXPECT_LT(place("contacts"), place("chat_sessions"));
  EXPECT_LT(place("chat_sessions"), place("tickets"));
  EXPECT_LT(place("tickets"), place("activities"));
}

TEST_F(SchemaTest, HasTheKeyInItsOwnOrder) {
  connection.execute("CREATE TABLE t (a TEXT, b BIGINT, c BLOB, PRIMARY KEY (b, a))");
  const auto tables = tables_of(connection);
  EXPECT_EQ(tables.at(0).key, (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(describe(tables[0], {Value(std::string("x")), Value(std::int64_t{7}), Value()}), "t (b = 7, a = 'x')");
}

TEST_F(SchemaTest, OrdersAgainstTheAlphabetAndAllowsATableToReferenceItself) {
  connection.execute(
      "CREATE TABLE a (id INTEGER PRIMARY KEY, b BIGINT REFERENCES b (id), parent BIGINT REFERENCES a (id));"
      "CREATE TABLE b (id INTEGER PRIMARY KEY)");
  EXPECT_EQ(names(), (std::vector<std::string>{"b", "a"}));
}

TEST_F(SchemaTest, RefusesWhatAMoveWouldGetWrong) {
  connection.execute("CREATE TABLE t (x TEXT)");
  EXPECT_THROW(names(), std::runtime_error) << "no key to compare by";
  connection.execute("DROP TABLE t; CREATE TABLE t (id INTEGER PRIMARY KEY, x REAL)");
  EXPECT_THROW(names(), std::runtime_error) << "a type that it does not know";
  connection.execute(
      "DROP TABLE t; CREATE TABLE a (id INTEGER PRIMARY KEY, b BIGINT REFERENCES b (id));"
      "CREATE TABLE b (id INTEGER PRIMARY KEY, a BIGINT REFERENCES a (id))");
  EXPECT_THROW(names(), std::runtime_error) << "no order";
}

}  // namespace
}  // namespace parlance::store::transfer
