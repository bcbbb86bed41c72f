#pragma once
#include <sqlite3.h>

#include <functional>

namespace parlance::store::sqlite {

// While it lives, it is told whenever its thread has written so much more to a database file.
class WrittenPieces {
 public:
  static constexpr int kPieceBytes = 64 << 10;
  using OnPiece = std::function<int(sqlite3_file*)>;  // gives SQLite's code

  explicit WrittenPieces(OnPiece on_piece) : on_piece_(std::move(on_piece)) { current_ = this; }
  ~WrittenPieces() { current_ = nullptr; }
  WrittenPieces(const WrittenPieces&) = delete;

  // For the VFS: so much was written to the file by the calling thread.
  static int wrote(sqlite3_file* file, int bytes) {
    if (!current_ || (current_->untold_ += bytes) < kPieceBytes) return SQLITE_OK;
    current_->untold_ = 0;
    return current_->on_piece_(file);
  }

 private:
  static inline thread_local WrittenPieces* current_ = nullptr;
  OnPiece on_piece_;
  int untold_ = 0;  // bytes
};

}  // namespace parlance::store::sqlite
