#pragma once
#include "crm/identity/ports.hpp"

namespace parlance::crm {

// Turns a customer's token into a caller. Every refusal is one and the same kUnauthorized, and takes as long as
// another.
class Identity {
 public:
  explicit Identity(TenantStore& store) : store_(store) {}

  Task<Result<Verified>> verify(std::string_view token);
  // The tenant of an API key, which a company's own backend holds.
  Task<Result<Tenant>> verify_api_key(std::string_view key);

 private:
  TenantStore& store_;
};

// A token for the customer, signed with the tenant's secret.
std::string sign_token(const Tenant& tenant, const Profile& profile, UnixMs now, UnixMs life_ms);

}  // namespace parlance::crm
