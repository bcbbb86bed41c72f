#include "store/sqlite/checkpointer.hpp"

#include <sys/resource.h>

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
  if (log_pages >= kMaxLogPages) checkpoint(db);
  checkpointer.log_has(log_pages);
  return SQLITE_OK;
}

void Checkpointer::log_has(int pages) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (pages < pages_) taken_ = 0;  // the log began anew
    pages_ = pages;
    wake = pages_ - taken_ >= kHelping;
  }
  if (wake) wake_.notify_one();
}

void Checkpointer::wait_until_idle() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return !busy_; });
}

void Checkpointer::run() {
  ::setpriority(PRIO_PROCESS, 0, kNiceness);  // of this thread alone, on Linux
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return pages_ - taken_ >= kHelping || stopping_; });
    if (stopping_) return;
    taken_ = pages_;
    busy_ = true;
    lock.unlock();
    checkpoint(connection_.handle());
    lock.lock();
    busy_ = false;
    idle_.notify_one();
  }
}

}  // namespace parlance::store::sqlite
