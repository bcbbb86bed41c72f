#pragma once
#include "base/async/task.hpp"
#include "chat/caller.hpp"
#include "crm/import/kinds.hpp"

namespace parlance::crm {

class ImportStore {
 public:
  virtual ~ImportStore() = default;

  // Of the external ids those that the tenant does not have.
  virtual Task<std::vector<std::string>> missing(TenantId tenant, Kind kind, std::vector<std::string> external_ids) = 0;
  // Of the numbers those that belong to a thing with another external id.
  virtual Task<std::vector<std::int64_t>> taken(TenantId tenant, Kind kind, const std::vector<ImportRow>& rows) = 0;
  // All of them or none, each in place of an earlier one of the same external id.
  virtual Task<> upsert(TenantId tenant, Kind kind, const std::vector<ImportRow>& rows) = 0;
};

struct RowProblem {
  std::size_t line;
  std::string what;
};

struct ImportOutcome {
  std::size_t rows = 0;              // written; 0 where there are problems
  std::vector<RowProblem> problems;  // at most kMaxProblems
};

inline constexpr std::size_t kMaxProblems = 100;

// Loads a company's own data. Idempotent by external id; where any row is bad, nothing is written.
class Importer {
 public:
  explicit Importer(ImportStore& store) : store_(store) {}
  Task<ImportOutcome> import(TenantId tenant, const KindRules& rules, const std::vector<Record>& records);

 private:
  Task<> check_references(TenantId tenant, const KindRules& rules, const std::vector<ImportRow>& rows,
                          ImportOutcome& outcome);

  ImportStore& store_;
};

}  // namespace parlance::crm
