#pragma once
#include "ai/settings_book.hpp"
#include "ai/usage.hpp"
#include "store/database.hpp"

namespace parlance::store {

// What companies say of their assistant, and what models took. Usage of a stored answer is written with it, by
// TurnStore.
class ModelStore final : public ai::SettingsStore, public ai::UsageStore {
 public:
  explicit ModelStore(Database& database) : database_(database) {}

  Task<std::int64_t> settings_revision() override;
  Task<std::vector<ai::StoredSettings>> newest_settings() override;
  Task<std::int64_t> store_settings(TenantId tenant, std::string json, UnixMs now) override;
  Task<ai::DayUsage> usage_of_day(Caller caller, std::int64_t day) override;
  Task<> spend(Caller caller, const std::vector<ai::model::Spent>& spent, UnixMs now) override;

 private:
  Database& database_;
};

}  // namespace parlance::store
