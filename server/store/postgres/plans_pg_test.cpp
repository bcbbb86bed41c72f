#include <algorithm>

#include "store/catalogue.hpp"
#include "store/postgres/test_database.hpp"
#include "store/postgres/values.hpp"

namespace parlance::store::postgres {
namespace {

// What grows with the customers. Planned as the role that the server works as: a policy can keep an index from use.
constexpr std::string_view kGrowing[] = {"chat_messages", "chat_sessions", "tickets",   "contacts",
                                         "orders",        "transactions",  "activities"};

// Of a command, on which no customer waits.
constexpr std::string_view kMayReadAll[] = {"knowledge_gaps"};

struct PostgresPlans : PostgresTest {
  std::optional<Sql> sql;

  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    sql.emplace(url());
    for (const auto* setting : {"SET ROLE parlance_app", "SET parlance.tenant = 1", "SET enable_seqscan = off",
                                "SET plan_cache_mode = force_generic_plan"})
      sql->rows(setting);
    for (const auto* statement : all_statements())
      sql->rows(fmt::format("PREPARE \"{}\" AS {}", statement->name, translate(*statement)));
  }
  void TearDown() override {
    sql.reset();
    PostgresTest::TearDown();
  }
};

// A node of the plan: its line, and those below it up to the next one.
std::vector<std::string> nodes(const std::vector<std::string>& plan) {
  std::vector<std::string> out;
  for (const auto& line : plan) {
    if (line.contains("(cost=")) out.emplace_back();
    out.back() += line + "\n";
  }
  return out;
}

// With enable_seqscan off a whole index may be read instead of the table, which is no better.
bool reads_all(const std::string& node) {
  if (node.contains("chat_messages_pending")) return false;  // as long as the queue
  if (node.contains("Bitmap Heap Scan")) return false;       // what its Bitmap Index Scan says
  const auto at = node.find("Index Cond: ");
  return at == node.npos || node.substr(at).starts_with("Index Cond: (tenant_id = $1)\n");
}

TEST_F(PostgresPlans, EveryStatementReadsByAnIndexWhatGrows) {
  std::size_t read = 0;
  for (const auto* statement : all_statements()) {
    if (std::ranges::find(kMayReadAll, statement->name) != std::end(kMayReadAll)) continue;
    const Result described(PQdescribePrepared(sql->raw(), std::string(statement->name).c_str()));
    std::string nulls;
    for (int i = 0; i < PQnparams(described.get()); ++i) nulls += i == 0 ? "NULL" : ", NULL";
    const auto plan =
        sql->column(fmt::format("EXPLAIN EXECUTE \"{}\"{}", statement->name, nulls.empty() ? "" : "(" + nulls + ")"));
    for (const auto& node : nodes(plan))
      for (const auto table : kGrowing) {
        const bool scans = node.contains(fmt::format("Scan on {} ", table)) ||
                           node.contains(fmt::format(" on {}_", table)) ||
                           (node.contains("Scan using ") && node.contains(fmt::format(" on {} ", table)));
        if (!scans) continue;
        ++read;
        EXPECT_FALSE(reads_all(node)) << statement->name << "\n" << node;
      }
  }
  EXPECT_GT(read, all_statements().size() / 2);
}

// What values.cpp reads.
TEST_F(PostgresPlans, EveryStatementReturnsTypesThatTheDriverReads) {
  constexpr std::string_view kReadable = " bigint integer smallint text bytea ";
  for (const auto* statement : all_statements()) {
    const Result described(PQdescribePrepared(sql->raw(), std::string(statement->name).c_str()));
    ASSERT_EQ(PQresultStatus(described.get()), PGRES_COMMAND_OK) << statement->name;
    for (int i = 0; i < PQnfields(described.get()); ++i) {
      const auto type = sql->one(fmt::format("SELECT format_type({}, NULL)", PQftype(described.get(), i)));
      EXPECT_NE(kReadable.find(" " + type + " "), kReadable.npos)
          << statement->name << ": " << PQfname(described.get(), i) << " is " << type;
    }
  }
}

// A connection that is up has all of them.
TEST_F(PostgresPlans, TheDriverPreparesEveryStatement) {
  static constexpr Statement kPrepared{"prepared", "SELECT count(*) FROM pg_prepared_statements", Scope::crossing};
  auto statements = all_statements();
  statements.push_back(&kPrepared);
  Loops loops{1};
  PostgresDatabase database(loops, options(statements));
  loops.start();
  const auto rows = take(begin(loops.at(0), [&] { return database.read(kPrepared, {}); }));
  EXPECT_EQ(rows.at(0).integer(0), static_cast<std::int64_t>(statements.size()) + 1);  // the context's
  loops.stop();
}

}  // namespace
}  // namespace parlance::store::postgres
