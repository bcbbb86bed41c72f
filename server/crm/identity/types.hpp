#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/crypto/public_key.hpp"
#include "base/error.hpp"
#include "base/time.hpp"
#include "chat/caller.hpp"

namespace parlance::crm {

// A company that is served. `token_keys` is JSON: [{"kid","pem"} or {"kid","jwk":{…}}].
struct Tenant {
  TenantId id;
  std::string slug, name;
  std::string token_secret;  // HS256
  std::string token_keys;
  std::vector<std::string> allowed_origins;  // "*": any
};

struct NewTenant {
  std::string slug, name, token_secret, api_key_sha256;
  std::vector<std::string> allowed_origins;
};

// What a token says of its customer.
struct Profile {
  std::string external_id;
  std::optional<std::string> email, name;
};

// A token that was found good.
struct Verified {
  Caller caller;
  std::string subject;  // tenant and `sub`: the same for every token of one customer
  UnixMs expires_at = 0;
  std::vector<std::string> allowed_origins;
};

inline constexpr ErrorCode kUnauthorized{"unauthorized"};
inline constexpr UnixMs kClockSkewMs = 60 * kSecondMs;
inline constexpr UnixMs kMaxTokenLifeMs = 24 * kHourMs;
inline constexpr std::size_t kMaxSubjectBytes = 200, kMaxEmailBytes = 320, kMaxNameBytes = 200;

}  // namespace parlance::crm
