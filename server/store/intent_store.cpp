#include "store/intent_store.hpp"

#include "base/json/lenient.hpp"
#include "store/catalogue.hpp"

namespace parlance::store {
namespace {

constexpr Statement kAfter{"intents_after",
                           "SELECT tenant_id, revision, external_id, phrases, answer FROM intents WHERE revision > ?1 "
                           "ORDER BY revision",
                           Scope::crossing};

std::vector<std::string> phrases_of(std::string_view list) {
  std::vector<std::string> out;
  const auto parsed = json::parse_foreign(list);
  if (!parsed || !parsed->is_array()) return out;
  for (const auto& phrase : parsed->get_array())
    if (phrase.is_string()) out.emplace_back(phrase.get_string());
  return out;
}

}  // namespace

std::span<const Statement* const> intent_statements() {
  static constexpr const Statement* kAll[] = {&kAfter};
  return kAll;
}

Task<std::vector<ai::StoredIntent>> IntentStore::intents_after(std::int64_t revision) {
  std::vector<ai::StoredIntent> out;
  for (const auto& row : co_await database_.read(kAfter, {revision}))
    out.push_back({{row.integer(0)}, row.integer(1), {row.text(2), phrases_of(row.text(3)), row.text(4)}});
  co_return out;
}

}  // namespace parlance::store
