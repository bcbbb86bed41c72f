#pragma once
#include <memory>
#include <shared_mutex>
#include <unordered_map>

#include "ai/settings.hpp"
#include "base/async/task.hpp"
#include "base/time.hpp"
#include "chat/caller.hpp"

namespace parlance::ai {

struct StoredSettings {
  TenantId tenant;
  std::int64_t version = 0;
  std::string json;
  std::string company_name;  // the tenant's
};

class SettingsStore {
 public:
  virtual ~SettingsStore() = default;

  // Rises with each version that anyone stores.
  virtual Task<std::int64_t> settings_revision() = 0;
  // Each tenant's newest version; of a tenant without one, version 0 and an empty text.
  virtual Task<std::vector<StoredSettings>> newest_settings() = 0;
  // Stores the next version and returns it.
  virtual Task<std::int64_t> store_settings(TenantId tenant, std::string json, UnixMs now) = 0;
};

// Every company's settings, in memory. `find` from any thread.
class SettingsBook {
 public:
  // `known`: the models there are. A company without settings of its own has the `server`'s.
  SettingsBook(SettingsStore& store, Settings server, std::vector<std::string> known)
      : store_(store), server_(std::move(server)), known_(std::move(known)) {}

  // Takes in what changed since the last call. One call at a time.
  Task<> refresh();
  std::shared_ptr<const Settings> find(TenantId tenant) const;

 private:
  Settings from(const StoredSettings& stored) const;

  SettingsStore& store_;
  Settings server_;
  std::vector<std::string> known_;
  std::int64_t revision_ = -1;
  mutable std::shared_mutex mutex_;
  std::unordered_map<TenantId, std::shared_ptr<const Settings>> settings_;
};

}  // namespace parlance::ai
