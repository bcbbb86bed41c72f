#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto/public_key.hpp"
#include "base/json/reader.hpp"

namespace parlance::crypto {

// A compact JWS (RFC 7515, 7519) taken apart, its signature not yet looked at.
struct Jwt {
  Algorithm algorithm;
  std::string kid;  // empty: none given
  json::Object claims;
  std::string_view signed_part;  // into the text that was parsed
  std::string signature;
};

inline constexpr std::size_t kMaxTokenBytes = 8192;

// Nothing where the text is no JWT of an algorithm in `Algorithm`, or asks for an extension (`crit`).
std::optional<Jwt> parse_jwt(std::string_view text);

// `claims` is JSON text.
std::string sign_hs256(std::string_view claims, std::string_view secret);

}  // namespace parlance::crypto
