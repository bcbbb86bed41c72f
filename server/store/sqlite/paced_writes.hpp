#pragma once
#include <sqlite3.h>

#include <chrono>
#include <functional>

namespace parlance::store::sqlite {

// While it lives, what its thread writes to a database file is synced piece by piece, and `rest` is called after each
// with the time that it took: one sync of all would have the log's next syncs wait behind it.
class PacedWrites {
 public:
  static constexpr int kPieceBytes = 256 << 10;
  using Rest = std::function<void(std::chrono::steady_clock::duration)>;

  explicit PacedWrites(Rest rest);
  ~PacedWrites();
  PacedWrites(const PacedWrites&) = delete;

  // For the VFS: so much was written to the file, on the calling thread. SQLite's code.
  static int wrote(sqlite3_file* file, int bytes);

 private:
  int piece(sqlite3_file* file, int bytes);

  static thread_local PacedWrites* current_;
  Rest rest_;
  int unsynced_ = 0;  // bytes
  std::chrono::steady_clock::time_point begun_{};
};

}  // namespace parlance::store::sqlite
