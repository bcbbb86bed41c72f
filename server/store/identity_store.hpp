#pragma once
#include "crm/identity/ports.hpp"
#include "store/database.hpp"

namespace parlance::store {

class IdentityStore final : public crm::TenantStore {
 public:
  explicit IdentityStore(Database& database) : database_(database) {}

  Task<std::optional<crm::Tenant>> find_tenant(std::string_view slug) override;
  Task<std::optional<crm::Tenant>> find_tenant_by_api_key(std::string_view api_key_sha256) override;
  Task<std::vector<crm::Tenant>> list_tenants() override;
  Task<std::optional<TenantId>> insert_tenant(const crm::NewTenant& tenant, UnixMs now) override;
  Task<bool> replace_keys(std::string_view slug, std::string token_secret, std::string api_key_sha256) override;
  Task<bool> set_token_keys(std::string_view slug, std::string keys) override;
  Task<std::optional<ContactId>> find_contact(TenantId tenant, std::string external_id) override;
  Task<ContactId> ensure_contact(TenantId tenant, const crm::Profile& profile) override;

 private:
  Database& database_;
};

}  // namespace parlance::store
