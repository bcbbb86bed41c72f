#include "store/transfer/cursor.hpp"

namespace parlance::store::transfer {
namespace {

// A real number, which no column should hold, is its text: no check of the column's kind lets it pass.
Value column(sqlite3_stmt* statement, int index) {
  const auto bytes = [&](const void* data) {
    return std::string(static_cast<const char*>(data),
                       static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
  };
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
      return sqlite3_column_int64(statement, index);
    case SQLITE_BLOB: {
      const void* data = sqlite3_column_blob(statement, index);  // null where it is empty
      return Blob{data ? bytes(data) : std::string()};
    }
    default:
      return bytes(sqlite3_column_text(statement, index));
  }
}

}  // namespace

Cursor::Cursor(sqlite::Connection& connection, const std::string& sql) : db_(connection.handle()) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v2(db_, sql.c_str(), static_cast<int>(sql.size()), &raw, nullptr);
  statement_.reset(raw);
  if (code != SQLITE_OK) throw sqlite::SqliteError(code, sqlite3_errmsg(db_));
  row_.resize(static_cast<std::size_t>(sqlite3_column_count(raw)));
}

bool Cursor::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_DONE) return false;
  if (code != SQLITE_ROW) throw sqlite::SqliteError(code, sqlite3_errmsg(db_));
  for (std::size_t i = 0; i < row_.size(); ++i) row_[i] = column(statement_.get(), static_cast<int>(i));
  return true;
}

}  // namespace parlance::store::transfer
