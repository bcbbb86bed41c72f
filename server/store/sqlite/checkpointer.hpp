#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/sqlite/connection.hpp"

namespace parlance::store::sqlite {

// Moves the write-ahead log into the database on a thread of its own, in small helpings: what a checkpoint syncs, the
// next commit's sync waits behind.
class Checkpointer {
 public:
  static constexpr int kHelping = 128;  // pages of log that are worth a checkpoint
  // Then the writer ends the log itself, so that it begins anew and is written over: growing a file costs a sync twice
  // as much.
  static constexpr int kMaxLogPages = 4'000;
  // Then the writer waits for the checkpoint that keeps it from that, or the log would grow for ever.
  static constexpr int kWaitLogPages = 8'000;

  // Watches `writer`'s commits; both must outlive this.
  Checkpointer(const Options& options, Connection& writer);
  ~Checkpointer();

 private:
  static int on_commit(void* self, sqlite3* db, const char* schema, int log_pages);
  void log_has(int pages);
  void wait_until_idle();
  void run();

  Connection& writer_;
  Connection connection_;
  std::mutex mutex_;
  std::condition_variable wake_, idle_;
  int pages_ = 0, taken_ = 0;  // in the log; of them seen by a checkpoint
  bool busy_ = false, stopping_ = false;
  std::thread thread_;
};

}  // namespace parlance::store::sqlite
