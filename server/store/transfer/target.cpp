#include "store/transfer/target.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "base/utf8.hpp"
#include "store/transfer/copy_line.hpp"

namespace parlance::store::transfer {
namespace {

constexpr std::size_t kSendBytes = 256u << 10;

bool is_true(const postgres::Result& result) { return std::string_view(PQgetvalue(result.get(), 0, 0)) == "t"; }

// COPY refuses a table whose policies hold for the user. Its owner steps out of them until the table is filled; nobody
// else sees that before the commit.
class OutOfPolicies {
 public:
  OutOfPolicies(postgres::Session& session, const Table& table) : session_(session), table_(table.name) {
    const auto active = [&] {
      return is_true(session_.run(fmt::format("SELECT row_security_active('\"{}\"')", table_)));
    };
    if (!active()) return;
    session_.run(fmt::format("ALTER TABLE \"{}\" NO FORCE ROW LEVEL SECURITY", table_));
    if (active())
      throw std::runtime_error(fmt::format("the user of --to does not own the table {}; name its owner", table_));
    out_ = true;
  }
  void back() {
    if (out_) session_.run(fmt::format("ALTER TABLE \"{}\" FORCE ROW LEVEL SECURITY", table_));
  }

 private:
  postgres::Session& session_;
  const std::string& table_;
  bool out_ = false;
};

}  // namespace

Target::Target(const std::string& url) : session_(url) {
  session_.run(
      "SET parlance.tenant = '0'; SET client_encoding = 'UTF8'; SET bytea_output = 'hex'; SET lock_timeout = '10s'; "
      "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
}

void Target::refuse_used() {
  if (!is_true(session_.run("SELECT to_regclass('tenants') IS NOT NULL"))) return;
  if (is_true(session_.run("SELECT EXISTS (SELECT FROM tenants)")))
    throw std::runtime_error(
        "the database of --to has tenants already. Make a new one, such as with `createdb`, and move into that.");
}

void Target::expect_columns(const Table& table) {
  const auto result = session_.run(
      fmt::format("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('\"{}\"') AND attnum > 0 AND "
                  "NOT attisdropped",
                  table.name));
  std::set<std::string> here, there;
  for (int i = 0; i < PQntuples(result.get()); ++i) there.emplace(PQgetvalue(result.get(), i, 0));
  for (const auto& column : table.columns) here.insert(column.name);
  if (here != there)
    throw std::runtime_error(
        fmt::format("the table {} has the columns {} in SQLite and {} in PostgreSQL: is one of "
                    "them of another version of Parlance?",
                    table.name, here, there));
}

void Target::begin(const std::vector<Table>& tables) {
  session_.run("BEGIN");
  for (const auto& table : tables) {
    expect_columns(table);
    session_.run(fmt::format("LOCK TABLE \"{}\" IN SHARE ROW EXCLUSIVE MODE", table.name));
  }
  refuse_used();
  for (auto table = tables.rbegin(); table != tables.rend(); ++table)
    session_.run(fmt::format("DELETE FROM \"{}\"", table->name));
}

void Target::send(std::string_view bytes) {
  if (PQputCopyData(session_.handle(), bytes.data(), static_cast<int>(bytes.size())) == 1) return;
  const postgres::Result why(PQgetResult(session_.handle()));
  if (why) throw postgres::PostgresError(why.get(), "copying");
  throw std::runtime_error(fmt::format("copying: {}", PQerrorMessage(session_.handle())));
}

std::int64_t Target::copy(const Table& table, SourceRows& rows) {
  OutOfPolicies policies(session_, table);
  session_.run(fmt::format("COPY \"{}\" ({}) FROM STDIN", table.name, column_list(table)));
  std::int64_t count = 0;
  std::string lines;
  for (; rows.next(); ++count) {
    append_copy_line(lines, rows.row());
    if (lines.size() < kSendBytes) continue;
    send(lines);
    lines.clear();
  }
  send(lines);
  if (PQputCopyEnd(session_.handle(), nullptr) != 1)
    throw std::runtime_error(fmt::format("copying: {}", PQerrorMessage(session_.handle())));
  while (const auto result = postgres::Result(PQgetResult(session_.handle())))
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw postgres::PostgresError(result.get(), "copying");
  policies.back();
  session_.run(fmt::format("ANALYZE \"{}\"", table.name));
  return count;
}

void Target::restart_identities(const Table& table) {
  const auto columns = session_.run(fmt::format(
      "SELECT attname FROM pg_attribute WHERE attrelid = '\"{}\"'::regclass AND attidentity <> ''", table.name));
  for (int i = 0; i < PQntuples(columns.get()); ++i) {
    const std::string_view column = PQgetvalue(columns.get(), i, 0);
    session_.run(fmt::format("SELECT setval(pg_get_serial_sequence('\"{0}\"', '{1}'), max(\"{1}\")) FROM \"{0}\"",
                             table.name, column));
  }
}

void Target::commit() {
  const postgres::Result result(PQexec(session_.handle(), "COMMIT"));
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK && PQcmdStatus(result.get()) == std::string_view("COMMIT"))
    return;
  const bool answered = PQstatus(session_.handle()) == CONNECTION_OK;
  throw std::runtime_error(
      fmt::format("committing: {}\n{}", trim(PQerrorMessage(session_.handle())),
                  answered ? "Nothing was moved."
                           : "Whether everything was moved is not known: `parlanced tenant list` with database.url "
                             "shows the companies if it was; if not, move again."));
}

}  // namespace parlance::store::transfer
