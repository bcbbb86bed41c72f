#include "store/sqlite/power_cut_vfs.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <latch>
#include <mutex>
#include <new>

#include "base/async/loops.hpp"
#include "store/identity_store.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/migrate.hpp"

namespace parlance::store::sqlite {
namespace {

std::mutex g_mutex;
std::map<std::string, std::string> g_durable;

struct File {
  sqlite3_file base;
  std::string* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* file(sqlite3_file* f) { return reinterpret_cast<File*>(f); }
sqlite3_file* real(sqlite3_file* f) { return file(f)->real(); }
const sqlite3_io_methods& of(sqlite3_file* f) { return *real(f)->pMethods; }

int close_file(sqlite3_file* f) {
  const int code = of(f).xClose(real(f));
  delete file(f)->path;
  return code;
}

int sync_file(sqlite3_file* f, int flags) {
  const int code = of(f).xSync(real(f), flags);
  sqlite3_int64 size = 0;
  of(f).xFileSize(real(f), &size);
  std::string content(static_cast<std::size_t>(size), '\0');
  of(f).xRead(real(f), content.data(), static_cast<int>(size), 0);
  const std::lock_guard lock(g_mutex);
  g_durable[*file(f)->path] = std::move(content);
  return code;
}

const sqlite3_io_methods kMethods = {
    3,
    close_file,
    [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return of(f).xRead(real(f), to, n, at); },
    [](sqlite3_file* f, const void* from, int n, sqlite3_int64 at) { return of(f).xWrite(real(f), from, n, at); },
    [](sqlite3_file* f, sqlite3_int64 size) { return of(f).xTruncate(real(f), size); },
    sync_file,
    [](sqlite3_file* f, sqlite3_int64* size) { return of(f).xFileSize(real(f), size); },
    [](sqlite3_file* f, int lock) { return of(f).xLock(real(f), lock); },
    [](sqlite3_file* f, int lock) { return of(f).xUnlock(real(f), lock); },
    [](sqlite3_file* f, int* out) { return of(f).xCheckReservedLock(real(f), out); },
    [](sqlite3_file* f, int op, void* arg) { return of(f).xFileControl(real(f), op, arg); },
    [](sqlite3_file* f) { return of(f).xSectorSize(real(f)); },
    [](sqlite3_file* f) { return of(f).xDeviceCharacteristics(real(f)); },
    [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
      return of(f).xShmMap(real(f), page, size, extend, out);
    },
    [](sqlite3_file* f, int offset, int n, int flags) { return of(f).xShmLock(real(f), offset, n, flags); },
    [](sqlite3_file* f) { of(f).xShmBarrier(real(f)); },
    [](sqlite3_file* f, int remove) { return of(f).xShmUnmap(real(f), remove); },
    [](sqlite3_file*, sqlite3_int64, int, void** out) { return *out = nullptr, SQLITE_OK; },
    [](sqlite3_file*, sqlite3_int64, void*) { return SQLITE_OK; },
};

sqlite3_vfs* system_vfs() { return sqlite3_vfs_find(nullptr); }

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out) {
  auto* mine = ::new (f) File{{nullptr}, nullptr};
  const int code = system_vfs()->xOpen(system_vfs(), name, mine->real(), flags, out);
  if (code != SQLITE_OK) return code;
  mine->path = new std::string(name ? name : "");
  mine->base.pMethods = &kMethods;
  return code;
}

// SQLite syncs the folder where a file's being gone matters.
int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
  const std::lock_guard lock(g_mutex);
  if (sync_folder) g_durable.erase(name);
  return system_vfs()->xDelete(system_vfs(), name, sync_folder);
}

}  // namespace

void PowerCutVfs::install() {
  static sqlite3_vfs vfs = [] {
    auto copy = *system_vfs();
    copy.zName = kName;
    copy.szOsFile += static_cast<int>(sizeof(File));
    copy.xOpen = open_file;
    copy.xDelete = delete_file;
    return copy;
  }();
  sqlite3_vfs_register(&vfs, 0);
}

std::map<std::string, std::string> PowerCutVfs::durable() {
  const std::lock_guard lock(g_mutex);
  return g_durable;
}

namespace {

struct Fixture : testing::Test {
  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("writer_test." + std::to_string(::getpid()));
  Options options{folder / "parlance.db", 1024, 5000, nullptr};
  Loops loops{1};

  void SetUp() override {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  void TearDown() override {
    loops.stop();
    std::filesystem::remove_all(folder);
  }
};

crm::NewTenant tenant(int i) { return {"t" + std::to_string(i), "T", "s", "k" + std::to_string(i), {}}; }

TEST_F(Fixture, WhatWasAcknowledgedSurvivesAPowerCutAtAnyInstant) {
  PowerCutVfs::install();
  options.vfs = PowerCutVfs::kName;
  migrate(options);
  std::atomic<int> acknowledged = 0;
  constexpr int kWrites = 400;
  std::vector<std::pair<int, std::map<std::string, std::string>>> cuts;
  {
    SqliteDatabase database(options);
    IdentityStore store(database);
    std::latch done(kWrites);
    loops.start();
    for (int i = 0; i < kWrites; ++i)
      spawn(loops.at(0), "write", [](IdentityStore& s, int n, std::atomic<int>& acks, std::latch& end) -> Task<> {
        co_await s.insert_tenant(tenant(n), 0);
        ++acks;
        end.count_down();
      }(store, i, acknowledged, done));
    while (!done.try_wait()) {
      const int so_far = acknowledged;  // before the snapshot: all of these must be in it
      cuts.emplace_back(so_far, PowerCutVfs::durable());
      std::this_thread::yield();
    }
    cuts.emplace_back(kWrites, PowerCutVfs::durable());
  }
  for (std::size_t i = 0; i < cuts.size(); i += std::max<std::size_t>(1, cuts.size() / 20)) {
    const auto again = folder / "again";
    std::filesystem::remove_all(again);
    std::filesystem::create_directories(again);
    for (const auto& [path, content] : cuts[i].second)
      std::ofstream(again / std::filesystem::path(path).filename(), std::ios::binary) << content;
    Connection connection({again / "parlance.db", 1024, 5000, nullptr}, Connection::Mode::write);
    static constexpr Statement kCount{"count", "SELECT count(*) FROM tenants", Scope::crossing};
    EXPECT_GE(connection.run(kCount, {}).at(0).integer(0), cuts[i].first);
  }
}

constexpr Statement kPlain{
    "plain", "INSERT INTO tenants (slug, name, token_secret, api_key_sha256, created_at) VALUES (?1, 'n', 's', 'k', 0)",
    Scope::crossing};

TEST_F(Fixture, ARefusedWriteFailsNoneOfItsNeighbours) {
  migrate(options);
  SqliteDatabase database(options);
  std::atomic<int> good = 0, bad = 0;
  constexpr int kWrites = 60;
  std::latch done(kWrites);
  // All are queued before the loop runs, so that they meet in one batch; every third breaks the slug's uniqueness.
  for (int i = 0; i < kWrites; ++i)
    spawn(loops.at(0), "write",
          [](Database& db, int n, std::atomic<int>& g, std::atomic<int>& b, std::latch& end) -> Task<> {
            WriteSet set;
            set.push_back({&kPlain, {std::string(n % 3 == 0 ? "same" : "s" + std::to_string(n))}});
            try {
              co_await db.write(std::move(set));
              ++g;
            } catch (const Fault&) {
              ++b;
            }
            end.count_down();
          }(database, i, good, bad, done));
  loops.start();
  done.wait();
  EXPECT_EQ(good, 41);
  EXPECT_EQ(bad, 19);
}

}  // namespace
}  // namespace parlance::store::sqlite
