#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/crypto/jwt.hpp"

namespace parlance::crm {

// A file with public keys: a JWKS (RFC 7517), or one key as PEM, whose `kid` is then the file's name without ending.
struct KeyFile {
  std::string name, text;
};

struct TokenKeys {
  std::string json;               // as Tenant::token_keys has it
  std::vector<std::string> kids;  // in order
};

// All keys of the files. kInvalidField, naming the file, where one has a key that cannot verify a token or two keys
// have one `kid`.
Result<TokenKeys> read_token_keys(std::span<const KeyFile> files);

// True where one of the keys is the one that the token names, is of the token's algorithm, and made its signature.
bool signed_by_any(const crypto::Jwt& jwt, std::string_view token_keys);

}  // namespace parlance::crm
