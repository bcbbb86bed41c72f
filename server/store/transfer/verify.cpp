#include "store/transfer/verify.hpp"

#include <fmt/format.h>

namespace parlance::store::transfer {
namespace {

using Values = std::vector<Value>;

void verify_row(const Table& table, const Values& source, const Values& target) {
  for (const auto i : table.key)
    if (source[i] != target[i])
      throw std::runtime_error(fmt::format("where SQLite has the row {}, PostgreSQL has {}", describe(table, source),
                                           describe(table, target)));
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (source[i] != target[i])
      throw std::runtime_error(
          fmt::format("{}: {} is not the same in PostgreSQL", describe(table, source), table.columns[i].name));
}

}  // namespace

std::int64_t verify(const Table& table, SourceRows& source, TargetRows& target) {
  for (std::int64_t count = 0;; ++count) {
    const bool here = source.next(), there = target.next();
    if (!here && !there) return count;
    if (!there) throw std::runtime_error(fmt::format("PostgreSQL lacks the row {}", describe(table, source.row())));
    if (!here)
      throw std::runtime_error(
          fmt::format("PostgreSQL has the row {}, which SQLite has not", describe(table, target.row())));
    verify_row(table, source.row(), target.row());
  }
}

}  // namespace parlance::store::transfer
