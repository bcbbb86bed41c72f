#include "crm/import/importer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace parlance::crm {
namespace {

struct Reference {
  std::size_t column;
  Kind kind;
};

std::optional<Reference> reference_of(const KindRules& rules) {
  for (std::size_t i = 0; i < rules.fields.size(); ++i) {
    if (rules.fields[i].name == "contact_external_id") return Reference{i, Kind::contacts};
    if (rules.fields[i].name == "account_external_id") return Reference{i, Kind::accounts};
  }
  return std::nullopt;
}

void report(ImportOutcome& outcome, std::size_t line, std::string what) {
  if (outcome.problems.size() < kMaxProblems) outcome.problems.push_back({line, std::move(what)});
}

std::vector<ImportRow> check_rows(const KindRules& rules, const std::vector<Record>& records, ImportOutcome& outcome) {
  std::vector<ImportRow> rows;
  std::unordered_map<std::string, std::size_t> seen;
  for (const auto& record : records) {
    auto row = check_row(rules, record);
    if (!row) {
      report(outcome, record.line, row.error().detail);
      continue;
    }
    const auto [first, fresh] = seen.try_emplace(row->text(0), record.line);
    if (!fresh)
      report(outcome, record.line,
             record.line == 0 ? fmt::format("`external_id` {} is there twice", row->text(0))
                              : fmt::format("`external_id` {} stands in line {} already", row->text(0), first->second));
    rows.push_back(std::move(*row));
  }
  return rows;
}

}  // namespace

Task<> Importer::check_references(TenantId tenant, const KindRules& rules, const std::vector<ImportRow>& rows,
                                  ImportOutcome& outcome) {
  if (const auto reference = reference_of(rules)) {
    std::unordered_set<std::string> wanted;
    for (const auto& row : rows)
      if (const auto* key = std::get_if<std::string>(&row.cells[reference->column])) wanted.insert(*key);
    const auto missing = co_await store_.missing(tenant, reference->kind, {wanted.begin(), wanted.end()});
    for (const auto& row : rows) {
      const auto* key = std::get_if<std::string>(&row.cells[reference->column]);
      if (key && std::ranges::find(missing, *key) != missing.end())
        report(outcome, row.line,
               fmt::format("`{}` {} is not known; import it first", rules.fields[reference->column].name, *key));
    }
  }
  const auto taken = co_await store_.taken(tenant, rules.kind, rows);
  for (const auto& row : rows)
    if (row.number > 0 && std::ranges::find(taken, row.number) != taken.end())
      report(outcome, row.line, fmt::format("number {} belongs to another of the {}", row.number, rules.name));
}

Task<ImportOutcome> Importer::import(TenantId tenant, const KindRules& rules, const std::vector<Record>& records) {
  ImportOutcome outcome;
  const auto rows = check_rows(rules, records, outcome);
  if (outcome.problems.empty()) co_await check_references(tenant, rules, rows, outcome);
  if (!outcome.problems.empty()) co_return outcome;
  if (!rows.empty()) co_await store_.upsert(tenant, rules.kind, rows);
  outcome.rows = rows.size();
  co_return outcome;
}

}  // namespace parlance::crm
