#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/async/task.hpp"
#include "store/sqlite/checkpointer.hpp"

namespace parlance::store::sqlite {

// The one thread that writes. Whatever was queued while a commit was on its way to the disk is the next commit: a lone
// write waits for nothing, and a crowd shares its syncs.
class Writer {
 public:
  static constexpr std::size_t kMaxBatch = 512;      // sets in one commit
  static constexpr std::size_t kMaxQueued = 20'000;  // sets waiting; past it a write is refused as kOverloaded

  explicit Writer(const Options& options);
  ~Writer();  // commits what was queued, then ends

  // Resumes the caller on its own executor, whose context must outlive this.
  Task<std::vector<Rows>> write(WriteSet set);

 private:
  struct Pending {
    WriteSet set;
    std::move_only_function<void(std::exception_ptr, std::vector<Rows>)> done;
    asio::io_context* home;
    std::vector<Rows> rows{};
    std::exception_ptr failure{};
  };
  using Batch = std::vector<std::unique_ptr<Pending>>;

  void enqueue(std::unique_ptr<Pending> pending);
  bool offer(std::unique_ptr<Pending>& pending);
  void run();
  Batch take();
  void commit(Batch& batch);
  void commit_together(Batch& batch);
  void commit_alone(Pending& pending);
  void apply(Pending& pending);
  void roll_back();
  static void complete(Batch batch);

  Connection connection_;
  Checkpointer checkpointer_;
  std::mutex mutex_;
  std::condition_variable wake_;
  Batch queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace parlance::store::sqlite
