#include "store/postgres/test_database.hpp"

namespace parlance::store::postgres {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr Statement kSleepTooLong{"sleep_too_long", "SELECT pg_sleep(5)", Scope::crossing, 50};
constexpr Statement kSleep{"sleep_short", "SELECT pg_sleep(0.3)", Scope::crossing, 2000};
constexpr Statement kSleepInAWrite{"sleep_in_a_write", "SELECT pg_sleep(60)", Scope::crossing};
constexpr Statement kAddOf{"add_one_of", "UPDATE things SET n = n + 1 WHERE tenant_id = ?1 AND id = ?2"};
constexpr Statement kUrgent{.name = "add_urgently",
                            .sql = "UPDATE things SET n = n + 1 WHERE id = ?1",
                            .scope = Scope::crossing,
                            .urgent = true};
constexpr Statement kSleepAWhile{"sleep_a_while", "SELECT pg_sleep(0.035)", Scope::crossing, 500};

struct PostgresLimits : PostgresTest {
  Loops loops{1};
  std::optional<PostgresDatabase> database;

  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    Sql(url()).rows(
        "CREATE TABLE things (id BIGINT PRIMARY KEY, n BIGINT, tenant_id BIGINT DEFAULT 7); INSERT INTO things VALUES "
        "(1, 0), (2, 0)");
    database.emplace(
        loops, options({&kSleepTooLong, &kSleep, &kBackend, &kSleepInAWrite, &kAdd, &kAddOf, &kUrgent, &kSleepAWhile}));
    loops.start();
    backend();
  }
  void TearDown() override {
    loops.stop();
    PostgresTest::TearDown();
  }

  std::int64_t backend() {
    return take(begin(loops.at(0), [this] { return database->read(kBackend, {}); })).at(0).integer(0);
  }
  std::future<Rows> read(const Statement& statement) {
    return begin(loops.at(0), [this, &statement] { return database->read(statement, {}); });
  }
  std::future<std::vector<Rows>> write(const Statement& statement, std::vector<Value> values = {}) {
    WriteSet set;
    set.push_back({&statement, std::move(values)});
    return begin(loops.at(0), [this, set] { return database->write(set); });
  }
};

// How long it took to end so.
template <class Future>
milliseconds fault_after(Future future) {
  const auto since = Clock::now();
  try {
    take(std::move(future));
    ADD_FAILURE() << "it did not fail";
  } catch (const Fault& fault) {
    EXPECT_EQ(fault.error().code, kStorageUnavailable);
  }
  return std::chrono::duration_cast<milliseconds>(Clock::now() - since);
}

TEST_F(PostgresLimits, AReadThatTakesTooLongIsEndedAndItsConnectionGoesOn) {
  const auto before = backend();
  EXPECT_LT(fault_after(read(kSleepTooLong)), milliseconds(1000));
  EXPECT_EQ(backend(), before);
  EXPECT_EQ(take(read(kSleep)).size(), 1u) << "under another's limit";
}

TEST_F(PostgresLimits, AReadsNeighboursHaveTheirOwnTime) {
  std::vector<std::future<Rows>> bad, good;
  for (int i = 0; i < 5; ++i) bad.push_back(read(kSleepTooLong)), good.push_back(read(kSleep));
  for (auto& one : bad) EXPECT_LT(fault_after(std::move(one)), milliseconds(3000));
  for (auto& one : good) EXPECT_EQ(take(std::move(one)).size(), 1u);
}

TEST_F(PostgresLimits, AWriteThatTakesTooLongIsEnded) {
  EXPECT_LT(fault_after(write(kSleepInAWrite)), milliseconds(Link::kWriteTimeoutMs + 1500));
  take(write(kAdd, {std::int64_t{1}}));
}

TEST_F(PostgresLimits, AWriteWaitsNotLongForALock) {
  Sql holder(url());
  holder.rows("BEGIN; UPDATE things SET n = 10 WHERE id = 1");
  EXPECT_LT(fault_after(write(kAdd, {std::int64_t{1}})), milliseconds(Link::kLockTimeoutMs * 2));
  holder.rows("COMMIT");
  take(write(kAdd, {std::int64_t{1}}));
  EXPECT_EQ(Sql(url()).one("SELECT n FROM things WHERE id = 1"), "11");
}

TEST_F(PostgresLimits, WhoWaitsForALockFailsAloneInItsBatch) {
  Sql holder(url());
  holder.rows("BEGIN; UPDATE things SET n = 10 WHERE id = 1");
  std::vector<std::future<std::vector<Rows>>> writes;
  take(begin(loops.at(0), [&]() -> Task<> {
    // Within one turn of the loop, so that all are one batch.
    for (const std::int64_t id : {2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2}) writes.push_back(write(kAdd, {id}));
    co_return;
  }));
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (i % 2 == 0)
      take(std::move(writes[i]));
    else
      fault_after(std::move(writes[i]));
  }
  EXPECT_EQ(Sql(url()).one("SELECT n FROM things WHERE id = 2"), "6");
}

TEST_F(PostgresLimits, ManyWhoWaitForOneRowAreToldTogether) {
  Sql holder(url());
  holder.rows("BEGIN; UPDATE things SET n = 10 WHERE id = 1");
  std::vector<std::future<std::vector<Rows>>> blocked;
  std::future<std::vector<Rows>> other;
  const auto since = Clock::now();
  take(begin(loops.at(0), [&]() -> Task<> {
    for (int i = 0; i < 20; ++i) blocked.push_back(write(kAddOf, {std::int64_t{7}, std::int64_t{1}}));
    other = write(kAddOf, {std::int64_t{7}, std::int64_t{2}});
    co_return;
  }));
  for (auto& one : blocked) fault_after(std::move(one));
  take(std::move(other));
  EXPECT_LT(Clock::now() - since, milliseconds(Link::kLockTimeoutMs + 1000));
}

TEST_F(PostgresLimits, ALockThatAllWaitForIsNotWaitedForByEachInTurn) {
  Sql holder(url());
  holder.rows("BEGIN; LOCK TABLE things IN SHARE MODE");
  std::vector<std::future<std::vector<Rows>>> blocked;
  const auto since = Clock::now();
  take(begin(loops.at(0), [&]() -> Task<> {
    for (std::int64_t id = 100; id < 106; ++id) blocked.push_back(write(kAdd, {id}));
    co_return;
  }));
  for (auto& one : blocked) fault_after(std::move(one));
  EXPECT_LT(Clock::now() - since, milliseconds(Link::kLockTimeoutMs + 6 * Writer::kRetryLockMs + 1000));
}

TEST_F(PostgresLimits, WhatIsUrgentWaitsBehindNobodysLock) {
  Sql holder(url());
  holder.rows("BEGIN; UPDATE things SET n = 10 WHERE id = 1");
  auto blocked = write(kAdd, {std::int64_t{1}});
  const auto since = Clock::now();
  take(write(kUrgent, {std::int64_t{2}}));
  EXPECT_LT(Clock::now() - since, milliseconds(Link::kLockTimeoutMs / 2));
  fault_after(std::move(blocked));
}

// Each within its own time, all together not.
TEST_F(PostgresLimits, ALongBatchOfReadsIsNoSilence) {
  const auto before = backend();
  std::vector<std::future<Rows>> reads;
  take(begin(loops.at(0), [&]() -> Task<> {
    for (int i = 0; i < 64; ++i) reads.push_back(read(kSleepAWhile));
    co_return;
  }));
  for (auto& one : reads) EXPECT_EQ(take(std::move(one)).size(), 1u);
  EXPECT_EQ(backend(), before);
}

}  // namespace
}  // namespace parlance::store::postgres
