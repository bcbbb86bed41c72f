#include "crm/search/knowledge.hpp"

#include <mutex>

namespace parlance::crm::search {

Task<> Knowledge::refresh() {
  const auto revision = co_await store_.article_revision();
  if (revision == revision_) co_return;
  const auto changed = co_await store_.articles_after(revision_);
  for (const auto& [tenant, article, visible] : changed) {
    const std::unique_lock lock(mutex_);
    if (visible)
      indexes_[tenant].put(article);
    else
      indexes_[tenant].remove(article.id);
  }
  revision_ = revision;
}

std::vector<Hit> Knowledge::find(TenantId tenant, std::string_view question, std::size_t limit) const {
  const std::shared_lock lock(mutex_);
  const auto found = indexes_.find(tenant);
  return found == indexes_.end() ? std::vector<Hit>{} : found->second.find(question, limit);
}

}  // namespace parlance::crm::search
