#include "store/sqlite/gathering_vfs.hpp"

#include <sqlite3.h>

#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "store/sqlite/written_pieces.hpp"

namespace parlance::store::sqlite {
namespace {

constexpr std::size_t kMaxGathered = 120 << 10;  // bytes; SQLite's own files take less than 128 KiB at a time

struct File {
  sqlite3_file base;
  std::string* gathered;  // null: not a log
  sqlite3_int64 at;       // where in the file they belong

  // SQLite gives us room for the file below right behind us.
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& ours(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

int hand_on(File& file) {
  if (!file.gathered || file.gathered->empty()) return SQLITE_OK;
  auto* real = file.real();
  const int code =
      real->pMethods->xWrite(real, file.gathered->data(), static_cast<int>(file.gathered->size()), file.at);
  file.gathered->clear();  // what failed, SQLite rolls back
  return code;
}

// Hands on what is gathered, then asks the file below.
template <auto Method, class... Args>
int after_handing_on(sqlite3_file* file, Args... args) {
  if (const int code = hand_on(ours(file)); code != SQLITE_OK) return code;
  auto* real = ours(file).real();
  return (real->pMethods->*Method)(real, args...);
}

template <auto Method, class Result = int, class... Args>
Result straight(sqlite3_file* file, Args... args) {
  auto* real = ours(file).real();
  return (real->pMethods->*Method)(real, args...);
}

int write(sqlite3_file* handle, const void* data, int size, sqlite3_int64 at) {
  auto& file = ours(handle);
  if (!file.gathered) {
    const int code = straight<&sqlite3_io_methods::xWrite>(handle, data, size, at);
    return code == SQLITE_OK ? WrittenPieces::wrote(file.real(), size) : code;
  }
  const auto end = file.at + static_cast<sqlite3_int64>(file.gathered->size());
  if (!file.gathered->empty() && (at != end || file.gathered->size() + static_cast<std::size_t>(size) > kMaxGathered))
    if (const int code = hand_on(file); code != SQLITE_OK) return code;
  if (file.gathered->empty()) file.at = at;
  file.gathered->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
  return SQLITE_OK;
}

int close(sqlite3_file* file) {
  const int handed = hand_on(ours(file));
  const int closed = straight<&sqlite3_io_methods::xClose>(file);
  delete std::exchange(ours(file).gathered, nullptr);
  return handed == SQLITE_OK ? closed : handed;
}

using M = sqlite3_io_methods;
const sqlite3_io_methods kMethods = {
    3,
    close,
    after_handing_on<&M::xRead, void*, int, sqlite3_int64>,
    write,
    after_handing_on<&M::xTruncate, sqlite3_int64>,
    after_handing_on<&M::xSync, int>,
    after_handing_on<&M::xFileSize, sqlite3_int64*>,
    straight<&M::xLock, int, int>,
    straight<&M::xUnlock, int, int>,
    straight<&M::xCheckReservedLock, int, int*>,
    straight<&M::xFileControl, int, int, void*>,
    straight<&M::xSectorSize>,
    straight<&M::xDeviceCharacteristics>,
    straight<&M::xShmMap, int, int, int, int, void volatile**>,
    straight<&M::xShmLock, int, int, int, int>,
    straight<&M::xShmBarrier, void>,
    straight<&M::xShmUnmap, int, int>,
    straight<&M::xFetch, int, sqlite3_int64, int, void**>,
    straight<&M::xUnfetch, int, sqlite3_int64, void*>,
};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* handle, int flags, int* out_flags) {
  auto* below = static_cast<sqlite3_vfs*>(vfs->pAppData);
  auto& file = *::new (handle) File{};
  const int code = below->xOpen(below, name, file.real(), flags, out_flags);
  if (!file.real()->pMethods) return code;
  if (flags & SQLITE_OPEN_WAL) file.gathered = new std::string;
  file.base.pMethods = &kMethods;
  return code;
}

}  // namespace

const char* gathering_vfs(const char* base) {
  static std::mutex mutex;
  static std::map<std::string, std::pair<std::string, sqlite3_vfs>> made;
  const std::lock_guard lock(mutex);
  auto* below = sqlite3_vfs_find(base);
  const auto [at, fresh] = made.try_emplace(below->zName);
  auto& [name, vfs] = at->second;
  if (fresh) {
    name = std::string("gathering-") + below->zName;
    vfs = *below;  // all but opening is done below, which looks at its own data through pAppData
    vfs.pNext = nullptr;
    vfs.zName = name.c_str();
    vfs.szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
    vfs.pAppData = below;
    vfs.xOpen = open;
    sqlite3_vfs_register(&vfs, 0);
  }
  return name.c_str();
}

}  // namespace parlance::store::sqlite
