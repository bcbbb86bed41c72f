#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/sqlite/connection.hpp"

namespace parlance::store::sqlite {

// Moves the write-ahead log into the database on a thread of its own: seldom, since a page that many commits have
// changed is moved once, and slowly, in pieces that are synced one by one with a rest between, since the next commit's
// sync waits behind what a checkpoint syncs. From `LogLimits::max` on without rest: once all of it is moved the log
// begins anew and is written over, since growing a file costs a sync twice as much.
class Checkpointer {
 public:
  static constexpr int kRestFactor = 4;  // of the time that a piece took

  // Watches `writer`'s commits; both must outlive this.
  Checkpointer(const Options& options, Connection& writer);
  ~Checkpointer();

 private:
  using Clock = std::chrono::steady_clock;

  static int on_commit(void* self, sqlite3* db, const char* schema, int log_pages);
  // True where the writer is to end the log.
  bool log_has(int pages);
  void wait_until_idle();
  void run();
  void move_log(std::unique_lock<std::mutex>& lock);
  int settle_piece(sqlite3_file* file);
  bool due() const;

  Connection& writer_;
  Connection connection_;
  std::mutex mutex_;
  std::condition_variable wake_, idle_;
  const LogLimits limits_;
  int pages_ = 0;              // in the log
  int taken_ = 0, moved_ = 0;  // of them, when a checkpoint began; by the last one that ended
  bool busy_ = false, writer_waits_ = false, stopping_ = false;
  Clock::time_point piece_begun_{};
  std::thread thread_;
};

}  // namespace parlance::store::sqlite
