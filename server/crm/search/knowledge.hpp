#pragma once
#include <shared_mutex>

#include "base/async/task.hpp"
#include "crm/ports.hpp"
#include "crm/search/index.hpp"

namespace parlance::crm::search {

// Every tenant's index, in memory, fed from the articles' revisions. `find` from any thread.
class Knowledge {
 public:
  explicit Knowledge(Store& store) : store_(store) {}

  // Takes in what changed since the last call; cheap where nothing did. One call at a time.
  Task<> refresh();
  std::vector<Hit> find(TenantId tenant, std::string_view question, std::size_t limit) const;

 private:
  Store& store_;
  std::int64_t revision_ = 0;
  mutable std::shared_mutex mutex_;
  std::unordered_map<TenantId, Index> indexes_;
};

}  // namespace parlance::crm::search
