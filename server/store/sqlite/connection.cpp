#include "store/sqlite/connection.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/time.hpp"
#include "store/sqlite/gathering_vfs.hpp"
#include "store/sqlite/page_cache.hpp"

namespace parlance::store::sqlite {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kOpsBetweenClockLooks = 20'000;  // of SQLite's virtual machine: about a millisecond

int past_deadline(void* deadline) { return Clock::now() > *static_cast<Clock::time_point*>(deadline); }

int bind(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, index, *integer);
  if (const auto* text = std::get_if<std::string>(&value))
    return sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  if (const auto* blob = std::get_if<Blob>(&value))
    return sqlite3_bind_blob64(statement, index, blob->bytes.data(), blob->bytes.size(), SQLITE_STATIC);
  return sqlite3_bind_null(statement, index);
}

Value column(sqlite3_stmt* statement, int index) {
  const auto bytes = [&](const void* data) {
    return std::string(static_cast<const char*>(data),
                       static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
  };
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(statement, index);
    case SQLITE_TEXT:
      return bytes(sqlite3_column_text(statement, index));
    case SQLITE_BLOB:
      return Blob{bytes(sqlite3_column_blob(statement, index))};
    default:
      return {};
  }
}

Row row(sqlite3_stmt* statement) {
  std::vector<Value> values;
  const int count = sqlite3_column_count(statement);
  values.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) values.push_back(column(statement, i));
  return Row(std::move(values));
}

// The database's clock, as every node of a larger database sees one and the same.
void db_now_ms(sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_int64(context, now_ms()); }

// A statement that is not reset holds its snapshot, and with it the write-ahead log.
struct Reset {
  sqlite3_stmt* statement;
  ~Reset() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

}  // namespace

Fault SqliteError::to_fault() const {
  switch (code_ & 0xFF) {
    case SQLITE_FULL:
      return Fault(
          {kStorageFull, "The server's storage is full, so nothing new can be saved. Reading still works.", {}, 5000},
          what());
    case SQLITE_INTERRUPT:
      return Fault({kStorageUnavailable, "The database took too long to answer. Try again.", {}, 1000}, what());
    default:
      return Fault({kStorageUnavailable, "The server's storage cannot be used at the moment. Try again.", {}, 5000},
                   what());
  }
}

Connection::Connection(const Options& options, Mode mode) {
  // SQLite's count of its memory takes a lock at each allocation, of all threads; and the table that RETURNING fills
  // would get the room of twenty pages anew each time, which costs more than the write.
  [[maybe_unused]] static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) |
                                                 sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, 0) |
                                                 install_page_cache();
  sqlite3* raw = nullptr;
  const int flags =
      SQLITE_OPEN_NOMUTEX | (mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE);
  const int code = sqlite3_open_v2(options.file.c_str(), &raw, flags,
                                   mode == Mode::write ? gathering_vfs(options.vfs) : options.vfs);
  db_.reset(raw);
  check(code, options.file.string());
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, static_cast<int>(options.busy_timeout_ms));
  check(sqlite3_create_function_v2(raw, "db_now_ms", 0, SQLITE_UTF8, nullptr, db_now_ms, nullptr, nullptr, nullptr),
        "db_now_ms");
  execute("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY");
  execute(
      fmt::format("PRAGMA cache_size = -{}", mode == Mode::write ? options.cache_kib : options.cache_kib / 8).c_str());
  // EXTRA before WAL: it makes durable that the rollback journal of a new file is gone; left over by a power cut, it
  // would undo the file. In WAL mode EXTRA is FULL: a commit returns when its log is synced.
  // A message changes a few hundred bytes in each of some pages, which are logged whole: small pages, little to sync.
  if (mode == Mode::write)
    execute(
        "PRAGMA page_size = 2048; PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL; "
        "PRAGMA journal_size_limit = 167772160; PRAGMA wal_autocheckpoint = 0");
  else
    execute("PRAGMA query_only = ON");
}

void Connection::check(int code, std::string_view doing) {
  if (code == SQLITE_OK) return;
  throw SqliteError(db_ ? sqlite3_extended_errcode(db_.get()) : code,
                    fmt::format("{}: {}", doing, db_ ? sqlite3_errmsg(db_.get()) : sqlite3_errstr(code)));
}

sqlite3_stmt* Connection::prepare(const Statement& statement) {
  auto& slot = prepared_[&statement];
  if (slot) return slot.get();
  if (!keeps_scope(statement))
    throw std::logic_error(fmt::format("statement {} does not name its tenant", statement.name));
  sqlite3_stmt* raw = nullptr;
  check(sqlite3_prepare_v3(db_.get(), statement.sql.data(), static_cast<int>(statement.sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &raw, nullptr),
        statement.name);
  slot.reset(raw);
  return raw;
}

Rows Connection::run(const Statement& statement, const std::vector<Value>& values) {
  auto* prepared = prepare(statement);
  const Reset reset{prepared};
  for (std::size_t i = 0; i < values.size(); ++i)
    check(bind(prepared, static_cast<int>(i + 1), values[i]), statement.name);
  auto deadline = Clock::now() + std::chrono::milliseconds(statement.timeout_ms);
  const bool timed = !in_transaction();
  sqlite3_progress_handler(db_.get(), timed ? kOpsBetweenClockLooks : 0, timed ? past_deadline : nullptr, &deadline);
  Rows rows;
  for (;;) {
    const int code = sqlite3_step(prepared);
    if (code == SQLITE_DONE) return rows;
    if (code != SQLITE_ROW) check(code, statement.name);
    rows.push_back(row(prepared));
  }
}

void Connection::execute(const char* sql) { check(sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr), sql); }

std::int64_t Connection::pragma(const char* name) {
  sqlite3_stmt* raw = nullptr;
  check(sqlite3_prepare_v2(db_.get(), fmt::format("PRAGMA {}", name).c_str(), -1, &raw, nullptr), name);
  const std::unique_ptr<sqlite3_stmt, Finalize> statement(raw);
  return sqlite3_step(raw) == SQLITE_ROW ? sqlite3_column_int64(raw, 0) : 0;
}

}  // namespace parlance::store::sqlite
