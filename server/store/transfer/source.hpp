#pragma once
#include "store/transfer/cursor.hpp"
#include "store/transfer/schema.hpp"

namespace parlance::store::transfer {

// The rows of a table as the target is to have them, in the order of the primary key. `table` must outlive it.
class SourceRows {
 public:
  SourceRows(sqlite::Connection& connection, const Table& table);

  // False after the last one. Throws where PostgreSQL could not keep the row as it is, naming it.
  bool next();
  const std::vector<Value>& row() const { return cursor_.row(); }

 private:
  const Table& table_;
  Cursor cursor_;
};

}  // namespace parlance::store::transfer
