#include "store/sqlite/paced_writes.hpp"

namespace parlance::store::sqlite {

using Clock = std::chrono::steady_clock;

thread_local PacedWrites* PacedWrites::current_ = nullptr;

PacedWrites::PacedWrites(Rest rest) : rest_(std::move(rest)), begun_(Clock::now()) { current_ = this; }
PacedWrites::~PacedWrites() { current_ = nullptr; }

int PacedWrites::wrote(sqlite3_file* file, int bytes) {
  return current_ ? current_->piece(file, bytes) : SQLITE_OK;
}

int PacedWrites::piece(sqlite3_file* file, int bytes) {
  unsynced_ += bytes;
  if (unsynced_ < kPieceBytes) return SQLITE_OK;
  unsynced_ = 0;
  const int code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
  if (code == SQLITE_OK) rest_(Clock::now() - begun_);
  begun_ = Clock::now();
  return code;
}

}  // namespace parlance::store::sqlite
