#pragma once
#include <memory>
#include <mutex>
#include <unordered_map>

#include "chat/caller.hpp"
#include "gateway/errors.hpp"

namespace parlance::gateway {

struct LimitOptions {
  bool enabled = true;
  std::int64_t messages_burst = 0;       // a customer may send at once
  std::int64_t messages_per_minute = 0;  // and then
  std::int64_t connections = 0;          // live ones of one customer
};

// What one customer may use of this node. At a limit the caller is told, with the time to wait. From any thread.
class Limits {
 public:
  explicit Limits(LimitOptions options) : options_(options) {}

  // Takes one message from the customer's allowance.
  Result<void> take_message(Caller caller);
  // A live connection's place, which is given back when the last copy of it goes.
  Result<std::shared_ptr<const void>> take_connection(Caller caller);

 private:
  struct CallerHash {
    std::size_t operator()(const Caller& c) const { return std::hash<ContactId>{}(c.contact); }
  };
  struct Bucket {
    double tokens = 0;
    std::int64_t at_ms = 0;  // steady
  };
  void forget_full(std::int64_t now);
  void give_back_connection(Caller caller);

  LimitOptions options_;
  std::mutex mutex_;
  std::unordered_map<Caller, Bucket, CallerHash> buckets_;
  std::unordered_map<Caller, std::int64_t, CallerHash> connections_;
};

}  // namespace parlance::gateway
