#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/postgres/values.hpp"
#include "store/transfer/target.hpp"

namespace parlance::store::transfer {
namespace {

constexpr int kFetchedRows = 500;

// SQLite orders texts by their bytes.
std::string order_of(const Table& table) {
  std::vector<std::string> keys;
  for (const auto i : table.key) {
    const auto& column = table.columns[i];
    keys.push_back(fmt::format("\"{}\"{}", column.name, column.kind == Kind::text ? " COLLATE \"C\"" : ""));
  }
  return fmt::format("{}", fmt::join(keys, ", "));
}

}  // namespace

TargetRows::TargetRows(postgres::Session& session, const Table& table) : session_(session) {
  session_.run(fmt::format("DECLARE moved NO SCROLL CURSOR FOR SELECT {} FROM \"{}\" ORDER BY {}", column_list(table),
                           table.name, order_of(table)));
}

TargetRows::~TargetRows() { postgres::Result(PQexec(session_.handle(), "CLOSE moved")); }

bool TargetRows::next() {
  if (at_ + 1 < rows_.size()) return ++at_, true;
  at_ = 0;
  rows_ = postgres::rows_of(session_.run(fmt::format("FETCH {} FROM moved", kFetchedRows)).get());
  return !rows_.empty();
}

}  // namespace parlance::store::transfer
