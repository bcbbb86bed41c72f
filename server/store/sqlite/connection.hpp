#pragma once
#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <unordered_map>

#include "base/error.hpp"
#include "store/statement.hpp"

namespace parlance::store::sqlite {

// Of the write-ahead log, in pages; see Checkpointer.
struct LogLimits {
  int helping = 4'000;  // worth a checkpoint
  int max = 48'000;     // then the log is to begin anew
  int last = 1'500;     // so few that the writer itself moves them, and with that ends the log
  int wait = 72'000;    // then the writer waits for the checkpoint under way, and moves up to `helping` that are left
};

struct Options {
  std::filesystem::path file;
  std::int64_t cache_kib = 65'536;  // of the writer; a reader has an eighth
  std::int64_t busy_timeout_ms = 5'000;
  const char* vfs = nullptr;  // null: the system's
  LogLimits log{};
};

// An error of SQLite: what went wrong, and whether the statement's data is to blame.
class SqliteError : public std::runtime_error {
 public:
  SqliteError(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
  // A constraint or a wrong type: the same set fails alone, and its neighbours do not.
  bool by_data() const {
    return (code_ & 0xFF) == SQLITE_CONSTRAINT || (code_ & 0xFF) == SQLITE_MISMATCH || (code_ & 0xFF) == SQLITE_TOOBIG;
  }
  // What the caller may be told.
  Fault to_fault() const;

 private:
  int code_;
};

// One connection, used by one thread at a time; its statements are prepared once.
class Connection {
 public:
  enum class Mode { read, write };
  Connection(const Options& options, Mode mode);
  Connection(const Connection&) = delete;

  Rows run(const Statement& statement, const std::vector<Value>& values);
  // Any SQL without parameters and rows, for migrations and transactions.
  void execute(const char* sql);
  std::int64_t pragma(const char* name);
  bool in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }
  sqlite3* handle() { return db_.get(); }

 private:
  sqlite3_stmt* prepare(const Statement& statement);
  void check(int code, std::string_view doing);

  struct CloseDb {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3, CloseDb> db_;
  std::unordered_map<const Statement*, std::unique_ptr<sqlite3_stmt, Finalize>> prepared_;
};

}  // namespace parlance::store::sqlite
