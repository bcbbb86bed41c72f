#pragma once
#include <memory>
#include <shared_mutex>

#include "base/async/task.hpp"
#include "base/encoder/encoding.hpp"
#include "crm/ports.hpp"
#include "crm/search/index.hpp"

namespace parlance::crm::search {

// Every tenant's index, in memory, fed from the articles' revisions. `find` from any thread.
class Knowledge {
 public:
  // Articles are found by their words at once, and by their meaning when `encoding` has come to them.
  Knowledge(Store& store, encoder::Encoding& encoding) : store_(store), encoding_(encoding) {}

  // Takes in what changed since the last call; cheap where nothing did. One call at a time.
  Task<> refresh();
  // On a loop. With the question's meaning where the tenant's articles have theirs and it may be English. `language`:
  // ISO 639-1; empty: it is not sure.
  Task<std::vector<Hit>> find(TenantId tenant, std::string_view question, std::size_t limit,
                              std::string_view language = {}) const;

 private:
  // Outlives this where a thread is still at work on it.
  struct Indexes {
    mutable std::shared_mutex mutex;
    std::unordered_map<TenantId, Index> by_tenant;
  };
  void take(const TenantArticle& changed);
  bool has_meanings(TenantId tenant) const;

  Store& store_;
  encoder::Encoding& encoding_;
  std::int64_t revision_ = 0;
  std::shared_ptr<Indexes> indexes_ = std::make_shared<Indexes>();
};

}  // namespace parlance::crm::search
