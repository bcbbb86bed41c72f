#pragma once
#include <string>
#include <vector>

#include "store/sqlite/connection.hpp"

namespace parlance::store::transfer {

enum class Kind { integer, text, blob };

struct Column {
  std::string name;
  Kind kind;
  std::int64_t key_place;  // in the primary key, from 1; 0: not in it
};

struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::size_t> key;  // the primary key's columns, in its order
};

// All tables of the file but those of a run, each after those that it references. Throws where a table has no place in
// such an order, no primary key, or a column of an unknown type: a migration that adds one has to be told here.
std::vector<Table> tables_of(sqlite::Connection& connection);

// True for what names a server that runs: it means nothing elsewhere, and is null there.
bool belongs_to_a_run(const Table& table, const Column& column);

// The columns of the table, quoted, with commas between.
std::string column_list(const Table& table);

// Such as: tickets (tenant_id = 1, id = 7)
std::string describe(const Table& table, const std::vector<Value>& row);

}  // namespace parlance::store::transfer
