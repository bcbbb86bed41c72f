#pragma once
#include "base/async/task.hpp"
#include "store/postgres/link.hpp"

namespace parlance::store::postgres {

// Commits what is written on one loop: whatever queued while a commit was on its way is the next one, of many sessions
// in one round trip. A batch that fails is tried again, each set by itself, so that none fails for another's sake.
class Writer {
 public:
  static constexpr std::size_t kMaxBatch = 256;      // sets in one commit
  static constexpr std::size_t kMaxQueued = 20'000;  // sets waiting; past it a write is refused as kOverloaded
  static constexpr int kMaxAttempts = 8;             // of a set that other transactions are in the way of
  static constexpr int kRetryLockMs = 250;           // that a lock is waited for where a batch has met one already

  static constexpr Statement kEnterTenant{
      "enter_tenant", "SELECT set_config('parlance.tenant', ?1, true), set_config('lock_timeout', ?2, true)",
      Scope::crossing};

  Writer(Executor executor, std::shared_ptr<Link> link) : executor_(executor), link_(std::move(link)) {}

  // On its loop.
  Task<std::vector<Rows>> write(WriteSet set);

 private:
  struct Pending {
    WriteSet set;
    std::move_only_function<void(std::exception_ptr, std::vector<Rows>)> done;
    int attempts = 0;
    std::chrono::steady_clock::time_point asked = std::chrono::steady_clock::now();
  };
  using Batch = std::vector<std::unique_ptr<Pending>>;

  void enqueue(std::unique_ptr<Pending> pending);
  void begin();
  void submit(Batch batch, int lock_ms = Link::kLockTimeoutMs);
  static Batch by_tenant(Batch batch);
  void finish(Batch batch, Segment& segment);
  void retry(Batch batch, const Segment& segment, const PostgresError& error);
  void each_alone(Batch batch, int lock_ms);
  static void fail(Batch batch, const std::exception_ptr& why);
  void try_again(std::unique_ptr<Pending> pending);
  static void complete(Batch& batch, Segment& segment);

  Executor executor_;
  std::shared_ptr<Link> link_;
  Batch queue_;
  std::size_t under_way_ = 0;  // segments
  bool scheduled_ = false;
};

}  // namespace parlance::store::postgres
