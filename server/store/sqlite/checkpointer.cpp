#include "store/sqlite/checkpointer.hpp"

#include <sys/resource.h>

#include "base/async/thread_name.hpp"
#include "store/sqlite/paced_writes.hpp"

namespace parlance::store::sqlite {
namespace {

constexpr int kNiceness = 10;  // answers go first where cores are few

// Passive: it waits for nobody, and leaves to the next what a reader still needs.
void checkpoint(sqlite3* db) { sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr); }

}  // namespace

Checkpointer::Checkpointer(const Options& options, Connection& writer)
    : writer_(writer), connection_(options, Connection::Mode::write) {
  sqlite3_wal_hook(writer_.handle(), on_commit, this);
  thread_ = std::thread([this] { run(); });
}

Checkpointer::~Checkpointer() {
  sqlite3_wal_hook(writer_.handle(), nullptr, nullptr);
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

// On the writer's thread, the commit being durable and its locks given back.
int Checkpointer::on_commit(void* self, sqlite3* db, const char*, int log_pages) {
  auto& checkpointer = *static_cast<Checkpointer*>(self);
  if (log_pages >= kWaitLogPages) checkpointer.wait_until_idle();
  if (checkpointer.log_has(log_pages)) checkpoint(db);
  return SQLITE_OK;
}

bool Checkpointer::log_has(int pages) {
  bool wake = false, last = false;
  {
    const std::lock_guard lock(mutex_);
    if (pages < pages_) taken_ = 0;  // the log began anew
    pages_ = pages;
    wake = pages_ - taken_ >= kHelping || pages_ >= kMaxLogPages;
    last = !busy_ && (pages_ >= kWaitLogPages || (pages_ >= kMaxLogPages && pages_ - taken_ <= kLastPages));
  }
  if (wake) wake_.notify_one();
  return last;
}

void Checkpointer::wait_until_idle() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return !busy_; });
}

// Cut short where the log grows faster than it is moved.
void Checkpointer::rest(std::chrono::steady_clock::duration worked) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, kRestFactor * worked, [this] { return stopping_ || pages_ >= kMaxLogPages; });
}

void Checkpointer::move_log(std::unique_lock<std::mutex>& lock) {
  taken_ = pages_;
  busy_ = true;
  lock.unlock();
  {
    const PacedWrites paced([this](auto worked) { rest(worked); });
    checkpoint(connection_.handle());
  }
  lock.lock();
  busy_ = false;
  idle_.notify_one();
}

void Checkpointer::run() {
  name_thread("checkpoints");
  ::setpriority(PRIO_PROCESS, 0, kNiceness);  // of this thread alone, on Linux
  std::unique_lock lock(mutex_);
  const auto due = [this] {
    const auto left = pages_ - taken_;
    return left >= kHelping || (pages_ >= kMaxLogPages && left > kLastPages);
  };
  while (!stopping_) {
    wake_.wait(lock, [&] { return due() || stopping_; });
    if (!stopping_) move_log(lock);
  }
}

}  // namespace parlance::store::sqlite
