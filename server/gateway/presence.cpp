#include "gateway/presence.hpp"

#include <fmt/format.h>

#include "base/metrics.hpp"

namespace parlance::gateway {
namespace {

metrics::Counter customers("parlance_customers_connected", "gauge", "Customers with a live connection to this node.");

std::string name_of(Caller caller) { return fmt::format("{}:{}", caller.tenant.value, caller.contact.value); }

}  // namespace

void Presence::share(jobs::SharedPresence& shared) {
  shared_ = &shared;
  shared.tell_all_from([this] { return all(); });
}

Task<Presence::Place> Presence::enter(Caller caller) {
  const auto here = add(caller);
  if (here == 0) co_return nullptr;
  Place place(this, [this, caller](const void*) {
    const auto left = remove(caller);
    if (shared_) shared_->tell(name_of(caller), left);
  });
  if (shared_ && co_await shared_->enter(name_of(caller), here, most_) == false) co_return nullptr;
  co_return place;
}

std::int64_t Presence::add(Caller caller) {
  const std::lock_guard lock(mutex_);
  auto& count = connections_[caller];
  if (count >= most_) return 0;
  if (count == 0) customers->add();
  return ++count;
}

std::int64_t Presence::remove(Caller caller) {
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(caller);
  if (found == connections_.end() || --found->second > 0) return found == connections_.end() ? 0 : found->second;
  connections_.erase(found);
  customers->add(-1);
  return 0;
}

std::vector<jobs::Present> Presence::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<jobs::Present> out;
  out.reserve(connections_.size());
  for (const auto& [caller, count] : connections_) out.push_back({name_of(caller), count});
  return out;
}

}  // namespace parlance::gateway
