#include "base/crypto/jwt.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)parlance::crypto::parse_jwt(text);
  (void)parlance::crypto::PublicKey::from_jwk(text);
  return 0;
}
