#pragma once
#include "store/sqlite/connection.hpp"

namespace parlance::store::transfer {

// The rows of a query on SQLite, one at a time.
class Cursor {
 public:
  Cursor(sqlite::Connection& connection, const std::string& sql);

  // False after the last one.
  bool next();
  const std::vector<Value>& row() const { return row_; }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3* db_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::vector<Value> row_;
};

}  // namespace parlance::store::transfer
