#pragma once
#include <map>
#include <memory>
#include <shared_mutex>
#include <unordered_map>

#include "ai/nlu/company/company_intents.hpp"
#include "base/async/task.hpp"
#include "base/encoder/encoding.hpp"
#include "base/id.hpp"
#include "chat/caller.hpp"

namespace parlance::ai {

struct StoredIntent {
  TenantId tenant;
  std::int64_t revision = 0;
  nlu::CompanyIntent intent;  // without phrases: it is no longer to be understood
};

// One of a company's intents as it was found in a message.
struct CompanyWish {
  std::string intent, answer;
  double confidence = 0;
};

class IntentStore {
 public:
  virtual ~IntentStore() = default;
  // Those that changed after a revision, of all tenants.
  virtual Task<std::vector<StoredIntent>> intents_after(std::int64_t revision) = 0;
};

// Every company's own intents, in memory; trained in the background when they change, and in use when that is done.
// `understand` from any thread.
class IntentBook {
 public:
  IntentBook(IntentStore& store, encoder::Encoding& encoding) : store_(store), encoding_(encoding) {}

  // Takes in what changed since the last call. One call at a time.
  Task<> refresh();
  // On a loop. Which of the company's own intents a message has; nothing: none, or they are still being trained. What
  // a sentence means is looked at where its words alone leave it open.
  Task<std::optional<CompanyWish>> understand(TenantId tenant, std::string_view text,
                                              const std::vector<Word>& words) const;

 private:
  std::shared_ptr<const nlu::CompanyIntents> find(TenantId tenant) const;
  using ByName = std::map<std::string, nlu::CompanyIntent>;
  struct Trained {
    std::int64_t revision = 0;
    std::shared_ptr<const nlu::CompanyIntents> intents;
  };
  // Outlives this where a thread is still at work on it.
  struct Shelf {
    mutable std::shared_mutex mutex;
    std::unordered_map<TenantId, Trained> by_tenant;
    void put(TenantId tenant, Trained trained);
  };
  void train(TenantId tenant, const ByName& intents);

  IntentStore& store_;
  encoder::Encoding& encoding_;
  std::int64_t revision_ = 0;
  std::unordered_map<TenantId, ByName> known_;
  std::shared_ptr<Shelf> shelf_ = std::make_shared<Shelf>();
};

}  // namespace parlance::ai
