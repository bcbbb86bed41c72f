#include "store/sqlite/writer.hpp"

#include <boost/asio/post.hpp>
#include <map>

#include "base/async/pace.hpp"
#include "base/log.hpp"
#include "store/measure.hpp"

namespace parlance::store::sqlite {

Writer::Writer(const Options& options)
    : connection_(options, Connection::Mode::write), checkpointer_(options, connection_) {
  thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

Task<std::vector<Rows>> Writer::write(WriteSet set) {
  auto& home = (co_await asio::this_coro::executor).context();
  co_return co_await asio::async_initiate<decltype(use_task), void(std::exception_ptr, std::vector<Rows>)>(
      [this, &home](auto handler, WriteSet steps) {
        enqueue(std::make_unique<Pending>(std::move(steps), std::move(handler), &home));
      },
      use_task, std::move(set));
}

// False where the queue is full; then `pending` is still the caller's.
bool Writer::offer(std::unique_ptr<Pending>& pending) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= kMaxQueued) return false;
    wake = queue_.empty();
    queue_.push_back(std::move(pending));
  }
  if (wake) wake_.notify_one();
  return true;
}

void Writer::enqueue(std::unique_ptr<Pending> pending) {
  if (offer(pending)) return;
  pending->failure = std::make_exception_ptr(
      Fault({kOverloaded, "The server has more to save than it can at the moment. Try again.", {}, 1000},
            "write queue full"));
  Batch refused;
  refused.push_back(std::move(pending));
  complete(std::move(refused));
}

Writer::Batch Writer::take() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return !queue_.empty() || stopping_; });
  if (queue_.size() <= kMaxBatch) return std::exchange(queue_, {});
  const auto end = queue_.begin() + kMaxBatch;
  Batch batch(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
  queue_.erase(queue_.begin(), end);
  return batch;
}

void Writer::run() {
  keep_pace("writer", Pace::gathers);  // the more a commit holds, the less each of its writes costs
  for (;;) {
    auto batch = take();
    if (batch.empty()) return;
    try {
      commit(batch);
    } catch (const std::exception& e) {
      // Not the database's fault but ours: these writes fail, the server goes on.
      roll_back();
      log::error("batch_failed", {{"what", e.what()}});
      for (auto& pending : batch) pending->failure = std::current_exception();
    }
    complete(std::move(batch));
  }
}

void Writer::apply(Pending& pending) {
  for (const auto& step : pending.set) pending.rows.push_back(connection_.run(*step.statement, step.values));
}

void Writer::roll_back() {
  if (!connection_.in_transaction()) return;
  try {
    connection_.execute("ROLLBACK");
  } catch (const SqliteError& e) {
    log::error("rollback_failed", {{"what", e.what()}});
  }
}

void Writer::commit_together(Batch& batch) {
  const auto start = metrics::Clock::now();
  connection_.execute("BEGIN IMMEDIATE");
  for (auto& pending : batch) apply(*pending);
  connection_.execute("COMMIT");
  count_commit(batch.size(), start);
}

void Writer::commit_alone(Pending& pending) {
  pending.rows.clear();
  try {
    connection_.execute("BEGIN IMMEDIATE");
    apply(pending);
    connection_.execute("COMMIT");
  } catch (const SqliteError& e) {
    roll_back();
    pending.failure = std::make_exception_ptr(e.to_fault());
    log::error("write_failed",
               {{"statement", pending.set.empty() ? "" : pending.set.front().statement->name}, {"what", e.what()}});
  }
}

void Writer::commit(Batch& batch) {
  try {
    commit_together(batch);
  } catch (const SqliteError& e) {
    roll_back();
    count_failed_commit();
    if (e.by_data()) {
      for (auto& pending : batch) commit_alone(*pending);
      return;
    }
    log::error("commit_failed", {{"sets", batch.size()}, {"what", e.what()}});
    for (auto& pending : batch) pending->failure = std::make_exception_ptr(e.to_fault());
  }
}

// One post per loop, however many of its coroutines the commit resumes.
void Writer::complete(Batch batch) {
  std::map<asio::io_context*, Batch> by_home;
  for (auto& pending : batch) by_home[pending->home].push_back(std::move(pending));
  for (auto& [home, waiting] : by_home)
    asio::post(*home, [done = std::move(waiting)]() mutable {
      for (auto& pending : done) std::exchange(pending->done, nullptr)(pending->failure, std::move(pending->rows));
    });
}

}  // namespace parlance::store::sqlite
