#include "crm/search/knowledge.hpp"

#include <mutex>

namespace parlance::crm::search {

Task<> Knowledge::refresh() {
  const auto revision = co_await store_.article_revision();
  if (revision == revision_) co_return;
  for (const auto& changed : co_await store_.articles_after(revision_)) take(changed);
  revision_ = revision;
}

void Knowledge::take(const TenantArticle& changed) {
  const auto& [tenant, article, visible] = changed;
  std::vector<Unencoded> unencoded;
  {
    const std::unique_lock lock(indexes_->mutex);
    auto& index = indexes_->by_tenant[tenant];
    if (visible)
      unencoded = index.put(article);
    else
      index.remove(article.id);
  }
  for (auto& section : unencoded) {
    std::vector<std::string> texts{std::move(section.title), std::move(section.text)};
    encoding_.later(std::move(texts), [indexes = indexes_, tenant, place = section.place](const auto& vectors) {
      // Not under the lock: this thread may wait long for its turn.
      const auto meaning = meaning_of(vectors[0], vectors[1]);
      const std::unique_lock lock(indexes->mutex);
      indexes->by_tenant[tenant].set_meaning(place, meaning);
    });
  }
}

bool Knowledge::has_meanings(TenantId tenant) const {
  const std::shared_lock lock(indexes_->mutex);
  const auto found = indexes_->by_tenant.find(tenant);
  return found != indexes_->by_tenant.end() && found->second.has_meanings();
}

Task<std::vector<Hit>> Knowledge::find(TenantId tenant, std::string_view question, std::size_t limit,
                                       std::string_view language) const {
  std::optional<encoder::Vector> meaning;
  const bool may_be_english = language.empty() || language == "en";
  if (may_be_english && has_meanings(tenant)) meaning = co_await encoding_.question(std::string(question));
  const std::shared_lock lock(indexes_->mutex);
  const auto found = indexes_->by_tenant.find(tenant);
  if (found == indexes_->by_tenant.end()) co_return std::vector<Hit>{};
  co_return found->second.find({question, meaning ? &*meaning : nullptr, language}, limit);
}

}  // namespace parlance::crm::search
