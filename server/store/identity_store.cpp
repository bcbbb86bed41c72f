#include "store/identity_store.hpp"

#include "base/json/reader.hpp"
#include "base/json/writer.hpp"
#include "store/catalogue.hpp"

namespace parlance::store {
namespace {

#define TENANT_COLUMNS "id, slug, name, token_secret, token_keys, allowed_origins"

constexpr Statement kFindTenant{"find_tenant", "SELECT " TENANT_COLUMNS " FROM tenants WHERE slug = ?1",
                                Scope::crossing};
constexpr Statement kFindTenantByApiKey{
    "find_tenant_by_api_key", "SELECT " TENANT_COLUMNS " FROM tenants WHERE api_key_sha256 = ?1", Scope::crossing};
constexpr Statement kListTenants{"list_tenants", "SELECT " TENANT_COLUMNS " FROM tenants ORDER BY slug",
                                 Scope::crossing};
constexpr Statement kInsertTenant{"insert_tenant", R"(
INSERT INTO tenants (slug, name, token_secret, api_key_sha256, allowed_origins, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (slug) DO NOTHING RETURNING id)",
                                  Scope::crossing};
constexpr Statement kReplaceKeys{
    "replace_keys", "UPDATE tenants SET token_secret = ?2, api_key_sha256 = ?3 WHERE slug = ?1 RETURNING id",
    Scope::crossing};
constexpr Statement kSetTokenKeys{"set_token_keys", "UPDATE tenants SET token_keys = ?2 WHERE slug = ?1 RETURNING id",
                                  Scope::crossing};
constexpr Statement kFindContactId{"find_contact_id",
                                   "SELECT id, email, name FROM contacts WHERE tenant_id = ?1 AND external_id = ?2"};
constexpr Statement kUpsertContact{"upsert_contact", R"(
INSERT INTO contacts (tenant_id, external_id, email, name) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (tenant_id, external_id) DO UPDATE SET email = coalesce(excluded.email, contacts.email), name = coalesce(excluded.name, contacts.name)
RETURNING id)"};

std::vector<std::string> origins(std::string_view text) {
  std::vector<std::string> out;
  if (const auto list = json::parse(text); list && list->is_array())
    for (const auto& entry : list->get_array())
      if (entry.is_string()) out.emplace_back(std::string_view(entry.get_string()));
  return out;
}

crm::Tenant tenant(const Row& row) {
  return {{row.integer(0)}, row.text(1), row.text(2), row.text(3), row.text(4), origins(row.text(5))};
}

std::optional<crm::Tenant> one_tenant(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(tenant(rows.front()));
}

bool is_news(const std::optional<std::string>& told, const std::optional<std::string>& known) {
  return told && told != known;
}

}  // namespace

std::span<const Statement* const> identity_statements() {
  static constexpr const Statement* kAll[] = {&kFindTenant,  &kFindTenantByApiKey, &kListTenants,   &kInsertTenant,
                                              &kReplaceKeys, &kSetTokenKeys,       &kFindContactId, &kUpsertContact};
  return kAll;
}

Task<std::optional<crm::Tenant>> IdentityStore::find_tenant(std::string_view slug) {
  co_return one_tenant(co_await database_.read(kFindTenant, {std::string(slug)}));
}

Task<std::optional<crm::Tenant>> IdentityStore::find_tenant_by_api_key(std::string_view hash) {
  co_return one_tenant(co_await database_.read(kFindTenantByApiKey, {std::string(hash)}));
}

Task<std::vector<crm::Tenant>> IdentityStore::list_tenants() {
  std::vector<crm::Tenant> out;
  for (const auto& row : co_await database_.read(kListTenants, {})) out.push_back(tenant(row));
  co_return out;
}

Task<std::optional<TenantId>> IdentityStore::insert_tenant(const crm::NewTenant& wanted, UnixMs now) {
  std::string list;
  json::Writer out(list);
  out.open('[');
  for (const auto& origin : wanted.allowed_origins) out.string(origin);
  out.close(']');
  WriteSet set;
  set.push_back(
      {&kInsertTenant, {wanted.slug, wanted.name, wanted.token_secret, wanted.api_key_sha256, std::move(list), now}});
  const auto rows = co_await database_.write(std::move(set));
  co_return rows[0].empty() ? std::nullopt : std::optional(TenantId{rows[0][0].integer(0)});
}

Task<bool> IdentityStore::replace_keys(std::string_view slug, std::string token_secret, std::string api_key_sha256) {
  WriteSet set;
  set.push_back({&kReplaceKeys, {std::string(slug), std::move(token_secret), std::move(api_key_sha256)}});
  const auto rows = co_await database_.write(std::move(set));
  co_return !rows[0].empty();
}

Task<bool> IdentityStore::set_token_keys(std::string_view slug, std::string keys) {
  WriteSet set;
  set.push_back({&kSetTokenKeys, {std::string(slug), std::move(keys)}});
  const auto rows = co_await database_.write(std::move(set));
  co_return !rows[0].empty();
}

Task<std::optional<ContactId>> IdentityStore::find_contact(TenantId tenant, std::string external_id) {
  const auto known = co_await database_.read(kFindContactId, {tenant.value, std::move(external_id)});
  co_return known.empty() ? std::nullopt : std::optional(ContactId{known[0].integer(0)});
}

Task<ContactId> IdentityStore::ensure_contact(TenantId tenant_id, const crm::Profile& profile) {
  const auto known = co_await database_.read(kFindContactId, {tenant_id.value, profile.external_id});
  if (!known.empty() && !is_news(profile.email, known[0].maybe_text(1)) &&
      !is_news(profile.name, known[0].maybe_text(2)))
    co_return ContactId{known[0].integer(0)};
  WriteSet set;
  set.push_back(
      {&kUpsertContact, {tenant_id.value, profile.external_id, nullable(profile.email), nullable(profile.name)}});
  const auto rows = co_await database_.write(std::move(set));
  co_return ContactId{rows[0][0].integer(0)};
}

}  // namespace parlance::store
