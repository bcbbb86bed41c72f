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
  static constexpr int kHelping = 128;        // pages of log that are worth a checkpoint
  static constexpr int kMaxLogPages = 4'000;  // then the writer ends the log itself, so that it begins anew and is
                                              // written over: growing a file costs a sync twice as much

  // Watches `writer`'s commits; both must outlive this.
  Checkpointer(const Options& options, Connection& writer);
  ~Checkpointer();

 private:
  static int on_commit(void* self, sqlite3* db, const char* schema, int log_pages);
  void log_has(int pages);
  void run();

  Connection& writer_;
  Connection connection_;
  std::mutex mutex_;
  std::condition_variable wake_;
  int pages_ = 0, taken_ = 0;  // in the log; of them seen by a checkpoint
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace parlance::store::sqlite
