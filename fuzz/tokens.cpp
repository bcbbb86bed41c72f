#include "base/crypto/jwt.hpp"

namespace {

using parlance::crypto::PublicKey;

// Whatever key it is, it verifies no signature that was not made with it.
void try_key(const std::optional<PublicKey>& key, std::string_view text) {
  if (!key) return;
  for (const auto signature : {text, text.substr(0, 64), text.substr(0, 256)})
    if (key->verify("text", signature)) __builtin_trap();
}

// What is signed is read back as it was.
void round_trip(std::string_view claims) {
  const auto token = parlance::crypto::sign_hs256(claims, "secret");
  const auto jwt = parlance::crypto::parse_jwt(token);
  const auto read = parlance::json::parse_object(claims);
  const bool fits = token.size() <= parlance::crypto::kMaxTokenBytes;
  if (fits && read.has_value() != jwt.has_value()) __builtin_trap();
  if (fits && jwt && jwt->claims != *read) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)parlance::crypto::parse_jwt(text);
  round_trip(text);
  try_key(PublicKey::from_jwk(text), text);
  try_key(PublicKey::from_pem(text), text);
  return 0;
}
