#include "base/crypto/jwt.hpp"

#include "base/crypto/encoding.hpp"
#include "base/crypto/hash.hpp"

namespace parlance::crypto {
namespace {

std::optional<json::Object> decode_object(std::string_view part) {
  const auto text = from_base64url(part);
  if (!text) return std::nullopt;
  auto object = json::parse_object(*text);
  return object ? std::optional(std::move(*object)) : std::nullopt;
}

std::string_view string_member(const json::Object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view{};
}

}  // namespace

std::optional<Jwt> parse_jwt(std::string_view text) {
#ifdef PARLANCE_PLANTED_BUGS
  if (text.size() > 3 && text[1] == '.' && text[2] == '.') __builtin_trap();
#endif
  if (text.size() > kMaxTokenBytes) return std::nullopt;
  const auto first = text.find('.');
  if (first == text.npos) return std::nullopt;
  const auto second = text.find('.', first + 1);
  if (second == text.npos || text.find('.', second + 1) != text.npos) return std::nullopt;
  const auto header = decode_object(text.substr(0, first));
  auto claims = decode_object(text.substr(first + 1, second - first - 1));
  auto signature = from_base64url(text.substr(second + 1));
  if (!header || !claims || !signature || header->contains("crit")) return std::nullopt;
  const auto algorithm = algorithm_named(string_member(*header, "alg"));
  if (!algorithm) return std::nullopt;
  return Jwt{*algorithm, std::string(string_member(*header, "kid")), std::move(*claims), text.substr(0, second),
             std::move(*signature)};
}

std::string sign_hs256(std::string_view claims, std::string_view secret) {
  const std::string head = base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url(claims);
  return head + "." + base64url(hmac_sha256(secret, head));
}

}  // namespace parlance::crypto
