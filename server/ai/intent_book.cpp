#include "ai/intent_book.hpp"

#include <mutex>
#include <set>

#include "base/log.hpp"

namespace parlance::ai {

Task<> IntentBook::refresh() {
  std::set<TenantId> changed;
  for (auto& [tenant, revision, intent] : co_await store_.intents_after(revision_)) {
    revision_ = std::max(revision_, revision);
    changed.insert(tenant);
    auto name = intent.name;
    if (intent.phrases.empty())
      known_[tenant].erase(name);
    else
      known_[tenant].insert_or_assign(std::move(name), std::move(intent));
  }
  for (const auto tenant : changed) train(tenant, known_[tenant]);
}

void IntentBook::train(TenantId tenant, const ByName& intents) {
  if (intents.empty()) return shelf_->put(tenant, {revision_, nullptr});
  std::vector<nlu::CompanyIntent> all;
  std::vector<std::string> texts;
  for (const auto& [name, intent] : intents) {
    all.push_back(intent);
    texts.insert(texts.end(), intent.phrases.begin(), intent.phrases.end());
  }
  encoding_.later(std::move(texts), [shelf = shelf_, tenant, revision = revision_, all](const auto& meanings) {
    const auto count = all.size();
    shelf->put(tenant, {revision, std::make_shared<const nlu::CompanyIntents>(all, meanings)});
    log::info("company_intents", {{"tenant", tenant.value}, {"intents", count}});
  });
}

void IntentBook::Shelf::put(TenantId tenant, Trained trained) {
  const std::unique_lock lock(mutex);
  auto& slot = by_tenant[tenant];
  if (slot.revision <= trained.revision) slot = std::move(trained);
}

std::shared_ptr<const nlu::CompanyIntents> IntentBook::find(TenantId tenant) const {
  const std::shared_lock lock(shelf_->mutex);
  const auto found = shelf_->by_tenant.find(tenant);
  return found == shelf_->by_tenant.end() ? nullptr : found->second.intents;
}

Task<std::optional<CompanyWish>> IntentBook::understand(TenantId tenant, std::string_view text,
                                                        const std::vector<Word>& words) const {
  const auto intents = find(tenant);
  if (!intents) co_return std::nullopt;
  auto guess = intents->guess(words);
  if (!guess)
    if (const auto meaning = co_await encoding_.question(std::string(text))) guess = intents->guess(words, *meaning);
  if (!guess || !guess->intent) co_return std::nullopt;
  co_return CompanyWish{guess->intent->name, guess->intent->answer, guess->confidence};
}

}  // namespace parlance::ai
