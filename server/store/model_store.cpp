#include "store/model_store.hpp"

#include "store/catalogue.hpp"

namespace parlance::store {
namespace {

// Both tables are only added to.
constexpr Statement kRevision{"settings_revision",
                              "SELECT (SELECT count(*) FROM assistant_settings) + (SELECT count(*) FROM tenants)",
                              Scope::crossing};

constexpr Statement kNewest{"newest_settings", R"(
SELECT t.id, coalesce(s.version, 0), s.settings, t.name FROM tenants t LEFT JOIN assistant_settings s ON s.tenant_id = t.id
  AND s.version = (SELECT max(n.version) FROM assistant_settings n WHERE n.tenant_id = t.id))",
                            Scope::crossing};

constexpr Statement kInsert{"insert_settings", R"(
INSERT INTO assistant_settings (tenant_id, version, settings, created_at)
SELECT ?1, coalesce(max(version), 0) + 1, ?2, ?3 FROM assistant_settings WHERE tenant_id = ?1 RETURNING version)"};

constexpr Statement kUsage{"usage_of_day", R"(
SELECT CAST(coalesce(sum(input_tokens + output_tokens), 0) AS BIGINT),
  CAST(coalesce(sum(CASE WHEN contact_id = ?3 THEN input_tokens + output_tokens ELSE 0 END), 0) AS BIGINT), CAST(coalesce(sum(cost_micros), 0) AS BIGINT)
FROM model_usage WHERE tenant_id = ?1 AND day = ?2)"};

constexpr Statement kSpend{"spend", R"(
INSERT INTO model_usage (tenant_id, contact_id, day, model, input_tokens, output_tokens, cost_micros) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (tenant_id, day, contact_id, model) DO UPDATE SET input_tokens = model_usage.input_tokens + excluded.input_tokens,
  output_tokens = model_usage.output_tokens + excluded.output_tokens, cost_micros = model_usage.cost_micros + excluded.cost_micros)"};

}  // namespace

std::span<const Statement* const> model_statements() {
  static constexpr const Statement* kAll[] = {&kRevision, &kNewest, &kInsert, &kUsage, &kSpend};
  return kAll;
}

Task<std::int64_t> ModelStore::settings_revision() {
  const auto rows = co_await database_.read(kRevision, {});
  co_return rows.at(0).integer(0);
}

Task<std::vector<ai::StoredSettings>> ModelStore::newest_settings() {
  std::vector<ai::StoredSettings> out;
  for (const auto& row : co_await database_.read(kNewest, {}))
    out.push_back({{row.integer(0)}, row.integer(1), row.text(2), row.text(3)});
  co_return out;
}

Task<std::int64_t> ModelStore::store_settings(TenantId tenant, std::string json, UnixMs now) {
  WriteSet set;
  set.push_back({&kInsert, {tenant.value, std::move(json), now}});
  const auto rows = co_await database_.write(std::move(set));
  co_return rows[0].at(0).integer(0);
}

Task<> ModelStore::spend(Caller caller, const std::vector<ai::model::Spent>& spent, UnixMs now) {
  WriteSet set;
  for (const auto& s : spent)
    set.push_back({&kSpend,
                   {caller.tenant.value, caller.contact.value, ai::day_of(now), std::string(s.model),
                    s.usage.input_tokens, s.usage.output_tokens, s.cost_micros}});
  co_await database_.write(std::move(set));
}

Task<ai::DayUsage> ModelStore::usage_of_day(Caller caller, std::int64_t day) {
  const auto rows = co_await database_.read(kUsage, {caller.tenant.value, day, caller.contact.value});
  co_return ai::DayUsage{rows.at(0).integer(0), rows[0].integer(1), rows[0].integer(2)};
}

}  // namespace parlance::store
