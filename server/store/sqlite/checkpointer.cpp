#include "store/sqlite/checkpointer.hpp"

#include "base/async/pace.hpp"
#include "base/log.hpp"
#include "store/sqlite/written_pieces.hpp"

namespace parlance::store::sqlite {
namespace {

// Passive: it waits for nobody, and leaves to the next what a reader still needs.
// How many pages of the log are in the database now.
int checkpoint(sqlite3* db) {
  int pages = 0, moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
  if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY)
    log::error("checkpoint_failed", {{"what", sqlite3_errmsg(db)}, {"log_pages", pages}});
  return std::max(0, moved);
}

}  // namespace

Checkpointer::Checkpointer(const Options& options, Connection& writer)
    : writer_(writer), connection_(options, Connection::Mode::write), limits_(options.log) {
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
  if (log_pages >= checkpointer.limits_.wait) checkpointer.wait_until_idle();
  if (checkpointer.log_has(log_pages)) checkpoint(db);
  return SQLITE_OK;
}

bool Checkpointer::due() const {
  const auto left = pages_ - taken_;
  return left >= limits_.helping || (pages_ >= limits_.max && left > limits_.last);
}

bool Checkpointer::log_has(int pages) {
  bool wake = false, last = false;
  {
    const std::lock_guard lock(mutex_);
    if (pages < pages_) taken_ = moved_ = 0;  // the log began anew
    pages_ = pages;
    wake = due();
    const int few = pages_ >= limits_.wait ? limits_.helping : limits_.last;
    last = !busy_ && pages_ >= limits_.max && pages_ - moved_ <= few;
  }
  if (wake) wake_.notify_one();
  return last;
}

void Checkpointer::wait_until_idle() {
  std::unique_lock lock(mutex_);
  writer_waits_ = true;
  wake_.notify_one();
  idle_.wait(lock, [this] { return !busy_; });
  writer_waits_ = false;
}

// Not where the writer waits: then nobody's sync is behind this.
int Checkpointer::settle_piece(sqlite3_file* file) {
  std::unique_lock lock(mutex_);
  if (writer_waits_ || stopping_) return SQLITE_OK;
  lock.unlock();
  const int code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
  lock.lock();
  // The fuller the log, the shorter the rest.
  const auto room = std::max(0, limits_.max - pages_);
  wake_.wait_for(lock, (Clock::now() - piece_begun_) * kRestFactor * room / limits_.max,
                 [this] { return stopping_ || writer_waits_ || pages_ >= limits_.max; });
  piece_begun_ = Clock::now();
  return code;
}

void Checkpointer::move_log(std::unique_lock<std::mutex>& lock) {
  const WrittenPieces pieces([this](sqlite3_file* file) { return settle_piece(file); });
  taken_ = pages_;
  busy_ = true;
  lock.unlock();
  piece_begun_ = Clock::now();
  const int moved = checkpoint(connection_.handle());
  lock.lock();
  moved_ = moved;
  busy_ = false;
  idle_.notify_one();
}

void Checkpointer::run() {
  keep_pace("checkpoints", Pace::gives_way);
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_.wait(lock, [this] { return due() || stopping_; });
    if (!stopping_) move_log(lock);
  }
}

}  // namespace parlance::store::sqlite
