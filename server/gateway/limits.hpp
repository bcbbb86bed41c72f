#pragma once
#include <mutex>
#include <unordered_map>

#include "chat/types.hpp"
#include "gateway/errors.hpp"
#include "gateway/presence.hpp"
#include "jobs/rates.hpp"

namespace parlance::gateway {

struct LimitOptions {
  bool enabled = true;
  jobs::Rate customer, session, tenant, address;  // messages of each
  jobs::Rate frames;                              // of one connection
  std::int64_t connections = 0;                   // live ones of one customer
  jobs::Rate ai_turns{};                          // of one customer, that are not messages
  jobs::Rate uploads{};                           // of one tenant
};

// On whose account something is done.
struct Account {
  Caller caller;
  std::optional<chat::SessionId> session;
  std::string address;  // where it came from
};

// A bucket that one thread alone takes from.
class LocalBucket {
 public:
  // The time until one may be taken, in ms; 0: it was.
  std::int64_t take(jobs::Rate rate, std::int64_t now_ms);
  // How long until one may be taken, which is not.
  std::int64_t wait(jobs::Rate rate, std::int64_t now_ms) const;
  bool is_full(jobs::Rate rate, std::int64_t now_ms) const;

 private:
  double level(jobs::Rate rate, std::int64_t now_ms) const;

  double tokens_ = -1;  // none was taken yet
  std::int64_t at_ms_ = 0;
};

// What a customer, a session, a tenant and an address may use. At a limit the caller is told, with the time to wait.
// All is counted over all nodes where they share what they know, and by this node alone while that cannot be reached.
// From any thread.
class Limits {
 public:
  explicit Limits(LimitOptions options);
  // Before any use.
  void share(jobs::SharedBuckets& buckets, jobs::SharedPresence& presence);
  // Both need not last longer. Once the loops have stopped.
  void keep_to_itself();
  const LimitOptions& options() const { return options_; }

  // Takes one message from each allowance.
  Task<Result<void>> take_message(Account account);
  // For a turn of the assistant that answers no message: of those too.
  Task<Result<void>> take_turn(Account account);
  Task<Result<void>> take_upload(TenantId tenant);
  Task<Result<Presence::Place>> take_connection(Caller caller);

 private:
  template <class Allowances>
  Task<Result<void>> take(Allowances allowances);
  jobs::Taken take_here(const std::vector<jobs::Bucket>& buckets);
  void forget_full(std::int64_t now);

  LimitOptions options_;
  jobs::SharedBuckets* shared_ = nullptr;
  std::mutex mutex_;
  std::unordered_map<std::string, std::pair<LocalBucket, jobs::Rate>> buckets_;
  Presence presence_;
};

}  // namespace parlance::gateway
