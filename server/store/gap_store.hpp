#pragma once
#include "base/time.hpp"
#include "chat/caller.hpp"
#include "store/database.hpp"

namespace parlance::store {

// A question that customers asked and nobody's articles or intents answered.
struct Gap {
  std::string question;  // lower case
  std::int64_t times = 0;
  UnixMs last_asked = 0;
};

class GapStore {
 public:
  explicit GapStore(Database& database) : database_(database) {}

  // Most frequent first. Reads every message since then: not for a customer to wait on.
  Task<std::vector<Gap>> gaps(TenantId tenant, UnixMs since, std::int64_t limit);

 private:
  Database& database_;
};

}  // namespace parlance::store
