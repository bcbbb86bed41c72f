#include "base/crypto/public_key.hpp"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include "base/crypto/encoding.hpp"
#include "base/json/reader.hpp"

namespace parlance::crypto {
namespace {

template <auto Free>
struct Deleter {
  template <class T>
  void operator()(T* p) const {
    Free(p);
  }
};
using Bio = std::unique_ptr<BIO, Deleter<BIO_free>>;
using Number = std::unique_ptr<BIGNUM, Deleter<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Deleter<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Deleter<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
Number number(std::string_view big_endian) {
  return Number(BN_bin2bn(bytes(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

std::optional<std::string> member(const json::Object& jwk, std::string_view name) {
  const auto* value = jwk.if_contains(name);
  return value && value->is_string() ? from_base64url(std::string_view(value->get_string())) : std::nullopt;
}

EVP_PKEY* from_parameters(const char* type, OSSL_PARAM_BLD* builder) {
  Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
  KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
    return nullptr;
  return key;
}

EVP_PKEY* rsa_key(const json::Object& jwk) {
  const auto n = member(jwk, "n"), e = member(jwk, "e");
  if (!n || !e) return nullptr;
  const auto modulus = number(*n), exponent = number(*e);
  Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
  return from_parameters("RSA", builder.get());
}

EVP_PKEY* p256_key(const json::Object& jwk) {
  const auto x = member(jwk, "x"), y = member(jwk, "y");
  if (!x || !y || x->size() != 32 || y->size() != 32) return nullptr;
  const std::string point = "\x04" + *x + *y;
  Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  return from_parameters("EC", builder.get());
}

EVP_PKEY* ed25519_key(const json::Object& jwk) {
  const auto x = member(jwk, "x");
  return x ? EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(*x), x->size()) : nullptr;
}

// JWS carries r || s (RFC 7518, 3.4); OpenSSL verifies DER.
std::optional<std::string> to_der(std::string_view raw) {
  if (raw.size() != 64) return std::nullopt;
  std::unique_ptr<ECDSA_SIG, Deleter<ECDSA_SIG_free>> signature(ECDSA_SIG_new());
  ECDSA_SIG_set0(signature.get(), number(raw.substr(0, 32)).release(), number(raw.substr(32)).release());
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &der);
  if (size <= 0) return std::nullopt;
  std::string out(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return out;
}

}  // namespace

std::optional<Algorithm> algorithm_named(std::string_view name) {
  if (name == "HS256") return Algorithm::hs256;
  if (name == "RS256") return Algorithm::rs256;
  if (name == "ES256") return Algorithm::es256;
  if (name == "EdDSA") return Algorithm::eddsa;
  return std::nullopt;
}

std::optional<PublicKey> PublicKey::of(EVP_PKEY* raw) {
  std::shared_ptr<EVP_PKEY> key(raw, EVP_PKEY_free);
  if (!key) return std::nullopt;
  if (EVP_PKEY_is_a(raw, "RSA") && EVP_PKEY_get_bits(raw) >= 2048) return PublicKey(key, Algorithm::rs256);
  if (EVP_PKEY_is_a(raw, "ED25519")) return PublicKey(key, Algorithm::eddsa);
  char group[32] = {};
  const bool p256 = EVP_PKEY_is_a(raw, "EC") && EVP_PKEY_get_group_name(raw, group, sizeof group, nullptr) == 1 &&
                    std::string_view(group) == "prime256v1";
  return p256 ? std::optional(PublicKey(key, Algorithm::es256)) : std::nullopt;
}

std::optional<PublicKey> PublicKey::from_pem(std::string_view pem) {
  Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return of(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
}

std::optional<PublicKey> PublicKey::from_jwk(std::string_view text) {
  const auto jwk = json::parse_object(text);
  const auto* type = jwk ? jwk->if_contains("kty") : nullptr;
  if (!type || !type->is_string()) return std::nullopt;
  if (type->get_string() == "RSA") return of(rsa_key(*jwk));
  if (type->get_string() == "EC") return of(p256_key(*jwk));
  if (type->get_string() == "OKP") return of(ed25519_key(*jwk));
  return std::nullopt;
}

bool PublicKey::verify(std::string_view signed_bytes, std::string_view signature) const {
  std::string der;
  if (algorithm_ == Algorithm::es256) {
    auto converted = to_der(signature);
    if (!converted) return false;
    der = std::move(*converted);
    signature = der;
  }
  const EVP_MD* hash = algorithm_ == Algorithm::eddsa ? nullptr : EVP_sha256();
  DigestContext context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, hash, nullptr, key_.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(signed_bytes),
                          signed_bytes.size()) == 1;
}

}  // namespace parlance::crypto
