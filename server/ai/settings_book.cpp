#include "ai/settings_book.hpp"

#include <mutex>

#include "base/log.hpp"

namespace parlance::ai {

// What cannot be read asks no vendor: nothing leaves the house that the company may have forbidden.
Settings SettingsBook::from(const StoredSettings& stored) const {
  auto out = server_;
  if (!stored.json.empty()) {
    auto read = read_stored_settings(stored.json, known_);
    if (!read)
      log::error("assistant_settings_refused", {{"tenant", stored.tenant.value}, {"what", read.error().detail}});
    out = read ? std::move(*read) : Settings{};
  }
  out.version = stored.version;
  if (out.company_name.empty()) out.company_name = stored.company_name;
  return out;
}

Task<> SettingsBook::refresh() {
  const auto revision = co_await store_.settings_revision();
  if (revision == revision_) co_return;
  const auto newest = co_await store_.newest_settings();
  const std::unique_lock lock(mutex_);
  for (const auto& stored : newest) {
    auto& known = settings_[stored.tenant];
    if (known && known->version == stored.version) continue;
    known = std::make_shared<const Settings>(from(stored));
    log::info("assistant_settings", {{"tenant", stored.tenant.value}, {"version", stored.version}});
  }
  revision_ = revision;
}

std::shared_ptr<const Settings> SettingsBook::find(TenantId tenant) const {
  const std::shared_lock lock(mutex_);
  const auto found = settings_.find(tenant);
  return found == settings_.end() ? std::make_shared<const Settings>(server_) : found->second;
}

}  // namespace parlance::ai
