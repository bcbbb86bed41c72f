#include "store/transfer/schema.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ranges>
#include <set>

#include "store/transfer/cursor.hpp"

namespace parlance::store::transfer {
namespace {

constexpr std::string_view kTableOfARun = "nodes";
constexpr std::string_view kSessions = "chat_sessions", kWorker = "worker";

using Names = std::set<std::string>;

std::string text(const Value& value) { return std::get<std::string>(value); }

Names names_in(sqlite::Connection& connection, const std::string& sql) {
  Names names;
  for (Cursor cursor(connection, sql); cursor.next();) names.insert(text(cursor.row()[0]));
  return names;
}

Kind kind_of(const std::string& table, const std::string& column, const std::string& type) {
  if (type == "TEXT") return Kind::text;
  if (type == "BLOB") return Kind::blob;
  if (type.ends_with("INT") || type == "INTEGER") return Kind::integer;
  throw std::runtime_error(fmt::format("{}.{} has the type {}, which a move does not know", table, column, type));
}

Table read_table(sqlite::Connection& connection, const std::string& name) {
  Table table{name, {}, {}};
  Cursor cursor(connection, fmt::format("SELECT name, type, pk FROM pragma_table_info('{}')", name));
  while (cursor.next()) {
    const auto& row = cursor.row();
    const auto column = text(row[0]);
    table.columns.push_back({column, kind_of(name, column, text(row[1])), std::get<std::int64_t>(row[2])});
    if (table.columns.back().key_place) table.key.push_back(table.columns.size() - 1);
  }
  if (table.key.empty()) throw std::runtime_error(fmt::format("{} has no primary key to compare it by", name));
  std::ranges::sort(table.key, {}, [&](std::size_t i) { return table.columns[i].key_place; });
  return table;
}

// What is still to come of all that the table references.
bool waits(sqlite::Connection& connection, const std::string& table, const Names& left) {
  const auto referenced =
      names_in(connection, fmt::format("SELECT \"table\" FROM pragma_foreign_key_list('{}')", table));
  return std::ranges::any_of(referenced, [&](const auto& name) { return name != table && left.contains(name); });
}

}  // namespace

std::vector<Table> tables_of(sqlite::Connection& connection) {
  auto left =
      names_in(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'");
  left.erase(std::string(kTableOfARun));
  std::vector<Table> tables;
  while (!left.empty()) {
    const auto next = std::ranges::find_if(left, [&](const auto& name) { return !waits(connection, name, left); });
    if (next == left.end())
      throw std::runtime_error(fmt::format("no order of these tables satisfies their references: {}", left));
    tables.push_back(read_table(connection, *next));
    left.erase(next);
  }
  return tables;
}

bool belongs_to_a_run(const Table& table, const Column& column) {
  return table.name == kSessions && column.name == kWorker;
}

std::string column_list(const Table& table) {
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(fmt::format("\"{}\"", column.name));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string describe(const Table& table, const std::vector<Value>& row) {
  std::vector<std::string> parts;
  for (const auto i : table.key) {
    const auto* number = std::get_if<std::int64_t>(&row[i]);
    const auto* string = std::get_if<std::string>(&row[i]);
    parts.push_back(fmt::format("{} = {}", table.columns[i].name,
                                number   ? fmt::to_string(*number)
                                : string ? '\'' + *string + '\''
                                         : "?"));
  }
  return fmt::format("{} ({})", table.name, fmt::join(parts, ", "));
}

}  // namespace parlance::store::transfer
