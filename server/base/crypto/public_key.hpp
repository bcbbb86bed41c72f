#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace parlance::crypto {

enum class Algorithm { hs256, rs256, es256, eddsa };

// The JOSE name (RFC 7518, RFC 8037), or nothing for any other, `none` among them.
std::optional<Algorithm> algorithm_named(std::string_view name);

// A key that verifies signatures of exactly one algorithm, given by the key's own type.
class PublicKey {
 public:
  // SubjectPublicKeyInfo in PEM: RSA of at least 2048 bits, P-256, or Ed25519.
  static std::optional<PublicKey> from_pem(std::string_view pem);
  // One member of a JWKS (RFC 7517), as JSON text.
  static std::optional<PublicKey> from_jwk(std::string_view jwk);

  Algorithm algorithm() const { return algorithm_; }
  // JWS's form of the signature: for ES256 the 64 bytes r || s.
  bool verify(std::string_view signed_bytes, std::string_view signature) const;

 private:
  PublicKey(std::shared_ptr<evp_pkey_st> key, Algorithm algorithm) : key_(std::move(key)), algorithm_(algorithm) {}
  static std::optional<PublicKey> of(evp_pkey_st* key);

  std::shared_ptr<evp_pkey_st> key_;
  Algorithm algorithm_;
};

}  // namespace parlance::crypto
