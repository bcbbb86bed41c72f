#include "store/sqlite/writer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <latch>

#include "base/async/loops.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/migrate.hpp"

namespace parlance::store::sqlite {
namespace {

constexpr Statement kInsert{
    "insert", "INSERT INTO tenants (slug, name, token_secret, api_key_sha256, created_at) VALUES (?1, ?2, 's', 'k', 0)",
    Scope::crossing};
constexpr Statement kFind{"find", "SELECT name FROM tenants WHERE slug = ?1", Scope::crossing};

struct WriterTest : testing::Test {
  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("writer_test." + std::to_string(::getpid()));
  Options options{folder / "parlance.db", 1024, 5000, nullptr, {400, 1600, 100, 3200}};

  void SetUp() override {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    migrate(options);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
};

Task<> insert(Database& database, std::string slug, std::string name) {
  WriteSet set;
  set.push_back({&kInsert, {std::move(slug), std::move(name)}});
  co_await database.write(std::move(set));
}

Task<> try_insert(Database& database, std::string slug, std::atomic<int>& good, std::atomic<int>& bad,
                  std::latch& end) {
  try {
    co_await insert(database, std::move(slug), "n");
    ++good;
  } catch (const Fault&) {
    ++bad;
  }
  end.count_down();
}

TEST_F(WriterTest, ARefusedWriteFailsNoneOfItsNeighbours) {
  constexpr int kWrites = 60;
  Loops loops{1};
  SqliteDatabase database(options);
  std::atomic<int> good = 0, bad = 0;
  std::latch done(kWrites);
  // All are queued before the loop runs, so that they meet in one batch; every third breaks the slug's uniqueness.
  for (int i = 0; i < kWrites; ++i) {
    const auto slug = i % 3 == 0 ? "same" : "s" + std::to_string(i);
    spawn(loops.at(0), "write", try_insert(database, slug, good, bad, done));
  }
  loops.start();
  done.wait();
  loops.stop();
  EXPECT_EQ(good, 41);
  EXPECT_EQ(bad, 19);
}

// Long enough for the log to be checkpointed and begun anew beside it.
Task<> write_and_read(Database& database, int thread, std::atomic<int>& unseen, std::latch& end) {
  for (int i = 0; i < 300; ++i) {
    const auto slug = std::to_string(thread) + "-" + std::to_string(i);
    co_await insert(database, slug, std::string(5000, 'x'));
    const auto rows = co_await database.read(kFind, {slug});
    if (rows.size() != 1 || rows[0].text(0).size() != 5000) ++unseen;
  }
  end.count_down();
}

TEST_F(WriterTest, EveryThreadReadsWhatItWrote) {
  constexpr int kThreads = 4, kEach = 8;
  Loops loops{kThreads};
  SqliteDatabase database(options);
  std::atomic<int> unseen = 0;
  std::latch done(kThreads * kEach);
  for (int i = 0; i < kThreads * kEach; ++i)
    spawn(loops.at(static_cast<std::size_t>(i % kThreads)), "write", write_and_read(database, i, unseen, done));
  loops.start();
  done.wait();
  loops.stop();
  EXPECT_EQ(unseen, 0);
  EXPECT_LT(std::filesystem::file_size(folder / "parlance.db-wal"),
            2 * 2048 * static_cast<std::uintmax_t>(options.log.wait));
}

}  // namespace
}  // namespace parlance::store::sqlite
