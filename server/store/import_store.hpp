#pragma once
#include "crm/import/importer.hpp"
#include "store/database.hpp"

namespace parlance::store {

class ImportStore final : public crm::ImportStore {
 public:
  explicit ImportStore(Database& database) : database_(database) {}

  Task<std::vector<std::string>> missing(TenantId tenant, crm::Kind kind,
                                         std::vector<std::string> external_ids) override;
  Task<std::vector<std::int64_t>> taken(TenantId tenant, crm::Kind kind,
                                        const std::vector<crm::ImportRow>& rows) override;
  Task<> upsert(TenantId tenant, crm::Kind kind, const std::vector<crm::ImportRow>& rows) override;

 private:
  Database& database_;
};

}  // namespace parlance::store
