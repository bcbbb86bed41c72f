#include "store/postgres/test_database.hpp"

namespace parlance::store::postgres {
namespace {

constexpr Statement kWhoIsHere{"who_is_here", R"(
SELECT min(tenant_id), max(tenant_id), count(*) FROM contacts WHERE CAST(?1 AS BIGINT) > 0)"};
constexpr Statement kWhoIsHereSlowly{
    "who_is_here_slowly",
    "SELECT min(tenant_id), max(tenant_id), count(*) FROM contacts, pg_sleep(0.002) WHERE CAST(?1 AS BIGINT) > 0",
    Scope::tenant, 3000};
constexpr Statement kFails{"fails", "SELECT tenant_id / (CAST(?1 AS BIGINT) - ?1) FROM contacts"};
constexpr Statement kAll{"all_tenants", "SELECT count(*) FROM tenants", Scope::crossing, 2000};
constexpr Statement kAllInAWritesTime{"all_tenants_slowly", "SELECT count(*) FROM tenants", Scope::crossing,
                                      Link::kWriteTimeoutMs};

constexpr std::int64_t kTenants = 3;

struct PostgresReading : PostgresTest {
  Loops loops{1};
  std::optional<PostgresDatabase> database;

  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    for (int i = 1; i <= kTenants; ++i) Sql(url()).rows(add_tenant(i));
    database.emplace(loops, options({&kWhoIsHere, &kWhoIsHereSlowly, &kFails, &kAll, &kAllInAWritesTime}));
    loops.start();
  }
  void TearDown() override {
    loops.stop();
    PostgresTest::TearDown();
  }

  // How often it saw what it may not.
  Task<int> read_as(std::int64_t tenant, int times) {
    int wrong = 0;
    for (int i = 0; i < times; ++i) {
      const auto& statement = i % 3 == 0 ? kWhoIsHereSlowly : kWhoIsHere;
      const auto rows = co_await database->read(statement, {tenant});
      if (rows[0].integer(0) != tenant || rows[0].integer(1) != tenant || rows[0].integer(2) != 1) ++wrong;
    }
    co_return wrong;
  }
  Task<int> read_all(int times) {
    int wrong = 0;
    for (int i = 0; i < times; ++i) {
      const auto rows = co_await database->read(kAll, {});
      if (rows[0].integer(0) != kTenants) ++wrong;
    }
    co_return wrong;
  }
  Task<int> fail_as(std::int64_t tenant, int times) {
    int wrong = 0;
    for (int i = 0; i < times; ++i) {
      try {
        co_await database->read(kFails, {tenant});
        ++wrong;
      } catch (const Fault&) {
      }
    }
    co_return wrong;
  }
};

TEST_F(PostgresReading, TenantsOnOneConnectionNeverSeeEachOther) {
  constexpr int kReaders = 40, kTimes = 25;
  std::vector<std::future<int>> readers;
  for (int i = 0; i < kReaders; ++i)
    readers.push_back(begin(loops.at(0), [this, i] { return read_as(1 + i % kTenants, kTimes); }));
  for (int i = 0; i < kReaders / 8; ++i) {
    readers.push_back(begin(loops.at(0), [this] { return read_all(kTimes); }));
    readers.push_back(begin(loops.at(0), [this, i] { return fail_as(1 + i % kTenants, kTimes); }));
  }
  for (auto& reader : readers) EXPECT_EQ(take(std::move(reader)), 0);
}

TEST_F(PostgresReading, TheFirstReadOfAConnectionEntersItsTenantToo) {
  const auto rows = take(begin(loops.at(0), [this] { return database->read(kAllInAWritesTime, {}); }));
  EXPECT_EQ(rows.at(0).integer(0), kTenants);
}

}  // namespace
}  // namespace parlance::store::postgres
