#pragma once
#include <memory>
#include <mutex>
#include <unordered_map>

#include "chat/types.hpp"
#include "gateway/errors.hpp"
#include "jobs/rates.hpp"

namespace parlance::gateway {

struct LimitOptions {
  bool enabled = true;
  jobs::Rate customer, session, tenant, address;  // messages of each
  jobs::Rate frames;                              // of one connection
  std::int64_t connections = 0;                   // live ones of one customer, on one node
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
// Messages are counted over all nodes where they share buckets, and by this node alone while those cannot be reached.
// From any thread.
class Limits {
 public:
  explicit Limits(LimitOptions options) : options_(options) {}
  // Before any use.
  void share(jobs::SharedBuckets& shared) { shared_ = &shared; }
  const LimitOptions& options() const { return options_; }

  // Takes one message from each allowance.
  Task<Result<void>> take_message(Account account);
  // For a turn of the assistant that answers no message: of those too.
  Task<Result<void>> take_turn(Account account);
  Task<Result<void>> take_upload(TenantId tenant);
  // A live connection's place, which is given back when the last copy of it goes.
  Result<std::shared_ptr<const void>> take_connection(Caller caller);

 private:
  struct CallerHash {
    std::size_t operator()(const Caller& c) const { return std::hash<ContactId>{}(c.contact); }
  };
  template <class Allowances>
  Task<Result<void>> take(Allowances allowances);
  jobs::Taken take_here(const std::vector<jobs::Bucket>& buckets);
  void forget_full(std::int64_t now);
  void give_back_connection(Caller caller);

  LimitOptions options_;
  jobs::SharedBuckets* shared_ = nullptr;
  std::mutex mutex_;
  std::unordered_map<std::string, std::pair<LocalBucket, jobs::Rate>> buckets_;
  std::unordered_map<Caller, std::int64_t, CallerHash> connections_;
};

}  // namespace parlance::gateway
