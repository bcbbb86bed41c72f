#include "crm/identity/verify.hpp"

#include "base/crypto/encoding.hpp"
#include "base/crypto/hash.hpp"
#include "base/crypto/jwt.hpp"
#include "base/json/writer.hpp"
#include "crm/identity/token_keys.hpp"

namespace parlance::crm {
namespace {

constexpr std::string_view kAudience = "parlance";

auto refused() { return fail(kUnauthorized, "The token is missing, wrong or expired; sign in again."); }

struct Claims {
  std::string tenant;
  Profile profile;
  UnixMs issued_at = 0, expires_at = 0, not_before = 0;
};

std::optional<std::string> text_claim(const json::Object& claims, std::string_view name, std::size_t max_bytes) {
  const auto* value = claims.if_contains(name);
  if (!value || !value->is_string()) return std::nullopt;
  const std::string_view text = value->get_string();
  if (text.empty() || text.size() > max_bytes || text.find('\0') != text.npos) return std::nullopt;
  return std::string(text);
}

// NumericDate (RFC 7519): seconds, perhaps with a fraction.
std::optional<UnixMs> time_claim(const json::Object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  constexpr double kLargestSeconds = 1e11;
  if (!value || !value->is_number()) return std::nullopt;
  const double seconds = value->to_number<double>();
  if (!(seconds >= 0 && seconds < kLargestSeconds)) return std::nullopt;
  return static_cast<UnixMs>(seconds * 1000);
}

bool is_for_us(const json::Object& claims) {
  const auto* audience = claims.if_contains("aud");
  if (!audience) return false;
  if (audience->is_string()) return std::string_view(audience->get_string()) == kAudience;
  return audience->is_array() && std::ranges::any_of(audience->get_array(), [](const json::Value& v) {
           return v.is_string() && std::string_view(v.get_string()) == kAudience;
         });
}

std::optional<Claims> read_claims(const json::Object& object) {
  auto tenant = text_claim(object, "tenant", 100);
  auto subject = text_claim(object, "sub", kMaxSubjectBytes);
  const auto issued = time_claim(object, "iat"), expires = time_claim(object, "exp");
  if (!tenant || !subject || !issued || !expires || !is_for_us(object)) return std::nullopt;
  if (object.contains("nbf") && !time_claim(object, "nbf")) return std::nullopt;
  return Claims{
      std::move(*tenant),
      {std::move(*subject), text_claim(object, "email", kMaxEmailBytes), text_claim(object, "name", kMaxNameBytes)},
      *issued,
      *expires,
      time_claim(object, "nbf").value_or(0)};
}

bool in_time(const Claims& claims, UnixMs now) {
  return now < claims.expires_at + kClockSkewMs && claims.issued_at <= now + kClockSkewMs &&
         claims.not_before <= now + kClockSkewMs && claims.expires_at > claims.issued_at &&
         claims.expires_at - claims.issued_at <= kMaxTokenLifeMs;
}

bool signed_by(const crypto::Jwt& jwt, const Tenant& tenant) {
  if (jwt.algorithm != crypto::Algorithm::hs256) return signed_by_any(jwt, tenant.token_keys);
  return crypto::constant_time_equal(crypto::hmac_sha256(tenant.token_secret, jwt.signed_part), jwt.signature) &&
         !tenant.token_secret.empty();
}

// Stands in for a tenant that does not exist, so that its tokens take as long to refuse.
const Tenant& nobody() {
  static const Tenant tenant{{}, "", "", crypto::random_bytes(32), "[]", {}};
  return tenant;
}

}  // namespace

Task<Result<Verified>> Identity::verify(std::string_view token) {
  const auto jwt = crypto::parse_jwt(token);
  const auto claims = jwt ? read_claims(jwt->claims) : std::nullopt;
  if (!claims) co_return refused();
  auto tenant = co_await store_.find_tenant(claims->tenant);
  const bool good_signature = signed_by(*jwt, tenant ? *tenant : nobody());
  if (!tenant || !good_signature || !in_time(*claims, now_ms())) co_return refused();
  const auto contact = co_await store_.ensure_contact(tenant->id, claims->profile);
  co_return Verified{{tenant->id, contact},
                     tenant->slug + "\n" + claims->profile.external_id,
                     claims->expires_at + kClockSkewMs,
                     std::move(tenant->allowed_origins)};
}

Task<Result<Tenant>> Identity::verify_api_key(std::string_view key) {
  auto tenant = co_await store_.find_tenant_by_api_key(crypto::hex(crypto::sha256(key)));
  if (!tenant) co_return fail(kUnauthorized, "The API key is missing or wrong.");
  co_return std::move(*tenant);
}

std::string sign_token(const Tenant& tenant, const Profile& profile, UnixMs now, UnixMs life_ms) {
  std::string claims;
  json::Writer out(claims);
  out.open().key("aud").string(kAudience).key("tenant").string(tenant.slug).key("sub").string(profile.external_id);
  if (profile.email) out.key("email").string(*profile.email);
  if (profile.name) out.key("name").string(*profile.name);
  out.key("iat").integer(now / 1000).key("exp").integer((now + life_ms) / 1000).close();
  return crypto::sign_hs256(claims, tenant.token_secret);
}

}  // namespace parlance::crm
