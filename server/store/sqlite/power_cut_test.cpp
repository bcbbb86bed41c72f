#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <latch>
#include <map>
#include <mutex>
#include <new>

#include "base/async/loops.hpp"
#include "store/identity_store.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/migrate.hpp"

namespace parlance::store::sqlite {
namespace {

// A file system that remembers of each file what it held at its last sync: what a power cut would leave, at worst.
class PowerCutVfs {
 public:
  static constexpr const char* kName = "power_cut";
  static void install();
  // Path to content, as of each file's last sync.
  static std::map<std::string, std::string> durable();
};

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

// Read under the lock: the log is synced by the writer and by the checkpointer, and the later must not be undone.
int sync_file(sqlite3_file* f, int flags) {
  const std::lock_guard lock(g_mutex);
  const int code = of(f).xSync(real(f), flags);
  sqlite3_int64 size = 0;
  of(f).xFileSize(real(f), &size);
  std::string content(static_cast<std::size_t>(size), '\0');
  of(f).xRead(real(f), content.data(), static_cast<int>(size), 0);
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

// What was cut off at an instant, and how many writes were acknowledged before it.
struct Cut {
  int acknowledged;
  std::map<std::string, std::string> files;
};

constexpr Statement kCount{"count", "SELECT count(*) FROM tenants", Scope::crossing};

std::int64_t rows_after(const Cut& cut, const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (const auto& [path, content] : cut.files)
    std::ofstream(folder / std::filesystem::path(path).filename(), std::ios::binary) << content;
  Connection connection({folder / "parlance.db", 1024, 5000, nullptr}, Connection::Mode::write);
  return connection.run(kCount, {}).at(0).integer(0);
}

// The log is checkpointed and begun anew several times during it.
TEST(PowerCut, WhatWasAcknowledgedSurvivesItAtAnyInstant) {
  constexpr int kWriters = 30, kEach = 100, kWrites = kWriters * kEach, kCuts = 40;
  constexpr LogLimits kLog{100, 300, 100, 600};
  const auto folder = std::filesystem::path(testing::TempDir()) / ("power_cut_test." + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  PowerCutVfs::install();
  const Options options{folder / "parlance.db", 1024, 5000, PowerCutVfs::kName, kLog};
  migrate(options);
  std::atomic<int> acknowledged = 0;
  std::vector<Cut> cuts;
  {
    Loops loops{1};
    SqliteDatabase database(options);
    IdentityStore store(database);
    std::latch done(kWrites);
    for (int i = 0; i < kWriters; ++i)
      spawn(loops.at(0), "write", [](IdentityStore& s, int writer, std::atomic<int>& acks, std::latch& end) -> Task<> {
        for (int n = 0; n < kEach; ++n) {
          const auto name = std::to_string(writer * kEach + n);
          co_await s.insert_tenant({"t" + name, std::string(4000, 'x'), "s", "k" + name, {}}, 0);
          ++acks;
          end.count_down();
        }
      }(store, i, acknowledged, done));
    loops.start();
    while (!done.try_wait()) {
      const int so_far = acknowledged;  // before the copy: all of these must be in it
      if (so_far >= static_cast<int>(cuts.size()) * kWrites / kCuts) cuts.push_back({so_far, PowerCutVfs::durable()});
      std::this_thread::yield();
    }
    cuts.push_back({kWrites, PowerCutVfs::durable()});
    loops.stop();
  }
  EXPECT_GT(cuts.size(), 3u);
  const auto log = cuts.back().files.find((folder / "parlance.db-wal").string());
  ASSERT_NE(log, cuts.back().files.end());
  EXPECT_LT(log->second.size(), 2u * 2048 * kLog.wait) << "the log did not begin anew";
  for (const auto& cut : cuts) EXPECT_GE(rows_after(cut, folder / "again"), cut.acknowledged);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace parlance::store::sqlite
