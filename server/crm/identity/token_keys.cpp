#include "crm/identity/token_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/json/writer.hpp"

namespace parlance::crm {
namespace {

constexpr std::string_view kUsable = "must be RSA of at least 2048 bits, P-256 or Ed25519";
constexpr std::string_view kPemBegin = "-----BEGIN PUBLIC KEY-----";

std::string_view text_member(const json::Object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view{};
}

std::optional<crypto::PublicKey> key_of(const json::Object& entry) {
  if (const auto pem = text_member(entry, "pem"); !pem.empty()) return crypto::PublicKey::from_pem(pem);
  const auto* jwk = entry.if_contains("jwk");
  return jwk ? crypto::PublicKey::from_jwk(boost::json::serialize(*jwk)) : std::nullopt;
}

auto refuse(const KeyFile& file, std::string_view what) {
  return fail(kInvalidField, fmt::format("{}: {}", file.name, what), "/file");
}

// The entries of one file, as {"kid","pem"} or {"kid","jwk"}.
Result<std::vector<json::Object>> entries_of(const KeyFile& file) {
  if (const auto begin = file.text.find(kPemBegin); begin != std::string::npos) {
    const auto kid = file.name.substr(0, file.name.rfind('.'));
    if (kid.empty()) return refuse(file, "the file's name is the key's `kid`, and must not begin with a dot");
    if (file.text.find(kPemBegin, begin + 1) != std::string::npos)
      return refuse(file, "has two keys; give each a file");
    return std::vector<json::Object>{{{"kid", kid}, {"pem", file.text}}};
  }
  const auto set = json::parse_object(file.text);
  const auto* keys = set ? set->if_contains("keys") : nullptr;
  if (!keys || !keys->is_array()) return refuse(file, "must be a public key in PEM, or a JWKS with its list of `keys`");
  // A set that an identity provider publishes may have keys for other uses, which are passed over (RFC 7517, 5).
  std::vector<json::Object> out;
  for (const auto& key : keys->get_array()) {
    const auto kid = key.is_object() ? text_member(key.get_object(), "kid") : std::string_view{};
    json::Object entry{{"kid", kid}, {"jwk", key}};
    if (!kid.empty() && key_of(entry)) out.push_back(std::move(entry));
  }
  if (out.empty())
    return refuse(file, "has no key that can verify a token: it needs a `kid`, and " + std::string(kUsable));
  return out;
}

}  // namespace

Result<TokenKeys> read_token_keys(std::span<const KeyFile> files) {
  TokenKeys out;
  boost::json::array all;
  for (const auto& file : files) {
    auto entries = entries_of(file);
    if (!entries) return std::unexpected(std::move(entries.error()));
    for (auto& entry : *entries) {
      std::string kid(text_member(entry, "kid"));
      if (!key_of(entry)) return refuse(file, fmt::format("key `{}` {}", kid, kUsable));
      if (std::ranges::find(out.kids, kid) != out.kids.end())
        return refuse(file, fmt::format("`{}` stands twice", kid));
      out.kids.push_back(std::move(kid));
      all.emplace_back(std::move(entry));
    }
  }
  out.json = boost::json::serialize(all);
  return out;
}

bool signed_by_any(const crypto::Jwt& jwt, std::string_view token_keys) {
  const auto keys = json::parse(token_keys);
  return keys && keys->is_array() && std::ranges::any_of(keys->get_array(), [&](const json::Value& value) {
           if (!value.is_object()) return false;
           const auto& entry = value.get_object();
           if (!jwt.kid.empty() && text_member(entry, "kid") != jwt.kid) return false;
           const auto key = key_of(entry);
           return key && key->algorithm() == jwt.algorithm && key->verify(jwt.signed_part, jwt.signature);
         });
}

}  // namespace parlance::crm
