#pragma once
#include "base/async/task.hpp"
#include "crm/identity/types.hpp"

namespace parlance::crm {

class TenantStore {
 public:
  virtual ~TenantStore() = default;

  virtual Task<std::optional<Tenant>> find_tenant(std::string_view slug) = 0;
  virtual Task<std::optional<Tenant>> find_tenant_by_api_key(std::string_view api_key_sha256) = 0;
  virtual Task<std::vector<Tenant>> list_tenants() = 0;
  // Nothing where the slug is taken.
  virtual Task<std::optional<TenantId>> insert_tenant(const NewTenant& tenant, UnixMs now) = 0;
  // False where there is no such tenant.
  virtual Task<bool> replace_keys(std::string_view slug, std::string token_secret, std::string api_key_sha256) = 0;
  // Public keys that verify tokens, in place of those before. False where there is no such tenant.
  virtual Task<bool> set_token_keys(std::string_view slug, std::string keys) = 0;
  virtual Task<std::optional<ContactId>> find_contact(TenantId tenant, std::string external_id) = 0;
  // The contact of that external id, made or refreshed by what the profile says.
  virtual Task<ContactId> ensure_contact(TenantId tenant, const Profile& profile) = 0;
};

}  // namespace parlance::crm
