#pragma once
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/use_future.hpp>
#include <cstdlib>
#include <future>

#include "base/async/loops.hpp"
#include "store/postgres/database.hpp"
#include "store/postgres/migrate.hpp"

namespace parlance::store::postgres {

inline constexpr Statement kBackend{"backend", "SELECT pg_backend_pid()", Scope::crossing};
inline constexpr Statement kAdd{"add_one", "UPDATE things SET n = n + 1 WHERE id = ?1", Scope::crossing};

// libpq as it is, past the driver and its checks.
class Sql {
 public:
  using Table = std::vector<std::vector<std::string>>;

  explicit Sql(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
    PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
  }

  Table rows(const std::string& sql) {
    const Result result(PQexec(connection_.get(), sql.c_str()));
    if (!good(result.get())) throw PostgresError(result.get(), sql);
    Table out(static_cast<std::size_t>(PQntuples(result.get())));
    for (int i = 0; i < PQntuples(result.get()); ++i)
      for (int c = 0; c < PQnfields(result.get()); ++c)
        out[static_cast<std::size_t>(i)].emplace_back(PQgetvalue(result.get(), i, c));
    return out;
  }
  std::string one(const std::string& sql) { return rows(sql).at(0).at(0); }
  std::vector<std::string> column(const std::string& sql) {
    std::vector<std::string> out;
    for (auto& row : rows(sql)) out.push_back(std::move(row.at(0)));
    return out;
  }
  // How many rows it touched, or the SQLSTATE of what refused it.
  std::string touched(const std::string& sql) {
    const Result result(PQexec(connection_.get(), sql.c_str()));
    return good(result.get()) ? PQcmdTuples(result.get()) : PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  }
  PGconn* raw() { return connection_.get(); }

 private:
  static bool good(const PGresult* result) {
    const auto status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  }

  Connection connection_;
};

constexpr auto kPatience = std::chrono::seconds(60);  // of a test, for what must end

// The outcome of a task on a loop; throws where it does not come.
template <class Future>
auto take(Future future) {
  if (future.wait_for(kPatience) != std::future_status::ready) throw std::logic_error("a task hangs");
  return future.get();
}
template <class F>
auto begin(Loop& loop, F make) {
  return asio::co_spawn(loop.executor(), std::move(make), asio::use_future);
}

// A database of the test's own on the server that TEST_POSTGRES_URL names.
class PostgresTest : public testing::Test {
 protected:
  void SetUp() override {
    const char* server = std::getenv("TEST_POSTGRES_URL");
    if (!server) GTEST_SKIP() << "needs a PostgreSQL; TEST_POSTGRES_URL is not set";
    server_ = server;
    static std::atomic<int> count = 0;
    name_ = fmt::format("test_{}_{}", ::getpid(), ++count);
    Sql(server_ + "postgres").rows("CREATE DATABASE " + name_);
    if (migrated_) migrate(url());
  }
  void TearDown() override {
    if (!name_.empty()) Sql(server_ + "postgres").rows(fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
  }

  explicit PostgresTest(bool migrated = true) : migrated_(migrated) {}

  std::string url() const { return server_ + name_; }
  Options options(std::vector<const Statement*> statements) const {
    return {url(), "parlance_app", 1, std::move(statements)};
  }

 private:
  std::string server_, name_;
  bool migrated_;
};

inline std::string add_tenant(int id) {
  return fmt::format(
      "INSERT INTO tenants (id, slug, name, token_secret, api_key_sha256, created_at) VALUES ({0}, 't{0}', 'T', 's', "
      "'k{0}', 0); INSERT INTO contacts (id, tenant_id, external_id) VALUES ({0}, {0}, 'c')",
      id);
}

}  // namespace parlance::store::postgres
