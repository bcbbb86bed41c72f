#pragma once
#include "ai/intent_book.hpp"
#include "store/database.hpp"

namespace parlance::store {

// Companies' own intents, which are imported by ImportStore.
class IntentStore final : public ai::IntentStore {
 public:
  explicit IntentStore(Database& database) : database_(database) {}

  Task<std::vector<ai::StoredIntent>> intents_after(std::int64_t revision) override;

 private:
  Database& database_;
};

}  // namespace parlance::store
