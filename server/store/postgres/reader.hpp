#pragma once
#include "base/async/task.hpp"
#include "store/postgres/link.hpp"

namespace parlance::store::postgres {

// Reads on one loop, over several links: what queued while all of them were at work leaves together, as one segment for
// each tenant that is read, in one round trip. Where one read of a segment fails, each is tried again by itself.
class Reader {
 public:
  static constexpr std::size_t kMaxBatch = 64;       // reads in one segment
  static constexpr std::size_t kMaxQueued = 20'000;  // reads waiting; past it one is refused as kOverloaded

  Reader(Executor executor, std::vector<std::shared_ptr<Link>> links);

  // On its loop. Throws PostgresError, or `Fault`.
  Task<Rows> read(const Statement& statement, std::vector<Value> values);

 private:
  struct Pending {
    const Statement* statement;
    std::vector<Value> values;
    std::move_only_function<void(std::exception_ptr, Rows)> done;
    Context context;
    std::chrono::steady_clock::time_point asked = std::chrono::steady_clock::now();
  };
  using Batch = std::vector<std::unique_ptr<Pending>>;
  struct Lane {
    std::shared_ptr<Link> link;
    int under_way = 0;  // segments
  };

  void enqueue(std::unique_ptr<Pending> pending);
  void begin();
  Batch take();
  void submit(Lane& lane, Batch batch);
  void finish(Lane& lane, Batch& batch, Segment& segment);
  void fail_late(const std::exception_ptr& why);

  Executor executor_;
  std::vector<Lane> lanes_;
  Batch queue_;
  bool scheduled_ = false;
};

}  // namespace parlance::store::postgres
