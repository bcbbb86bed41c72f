#include "store/transfer/source.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/utf8.hpp"

namespace parlance::store::transfer {
namespace {

std::string select(const Table& table) {
  std::vector<std::string> columns, keys;
  for (const auto& column : table.columns)
    columns.push_back(belongs_to_a_run(table, column) ? "NULL" : fmt::format("\"{}\"", column.name));
  for (const auto i : table.key) keys.push_back(fmt::format("\"{}\"", table.columns[i].name));
  return fmt::format("SELECT {} FROM \"{}\" ORDER BY {}", fmt::join(columns, ", "), table.name, fmt::join(keys, ", "));
}

// Why the value cannot be kept; empty where it can.
std::string_view fault_of(const Value& value, Kind kind) {
  if (std::holds_alternative<std::monostate>(value)) return "";
  if (kind == Kind::integer) return std::holds_alternative<std::int64_t>(value) ? "" : "is not a whole number";
  if (kind == Kind::blob) return std::holds_alternative<Blob>(value) ? "" : "is not a blob";
  const auto* text = std::get_if<std::string>(&value);
  if (!text) return "is not a text";
  if (text->contains('\0')) return "has a U+0000, which no text in PostgreSQL can have";
  return is_utf8(*text) ? "" : "is not UTF-8";
}

}  // namespace

SourceRows::SourceRows(sqlite::Connection& connection, const Table& table)
    : table_(table), cursor_(connection, select(table)) {}

bool SourceRows::next() {
  if (!cursor_.next()) return false;
  for (std::size_t i = 0; i < table_.columns.size(); ++i)
    if (const auto fault = fault_of(row()[i], table_.columns[i].kind); !fault.empty())
      throw std::runtime_error(fmt::format("{}: {} {}. Put it right in the SQLite file and move again.",
                                           describe(table_, row()), table_.columns[i].name, fault));
  return true;
}

}  // namespace parlance::store::transfer
