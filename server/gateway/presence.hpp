#pragma once
#include <memory>
#include <mutex>
#include <unordered_map>

#include "chat/types.hpp"
#include "jobs/presence.hpp"

namespace parlance::gateway {

// Which customers are connected here, by how many connections, and that none has more than may be: over all nodes
// where they share what they know, here alone while the others cannot be asked. From any thread.
class Presence {
 public:
  using Place = std::shared_ptr<const void>;  // given back when its last copy goes; before this goes

  explicit Presence(std::int64_t most) : most_(most) {}
  // Before any use.
  void share(jobs::SharedPresence& shared);
  // The others hear no more of it: places may be given back later than `shared` lasts. Once the loops have stopped.
  void keep_to_itself() { shared_ = nullptr; }

  // Null: the customer has as many as may be.
  Task<Place> enter(Caller caller);

 private:
  struct CallerHash {
    std::size_t operator()(const Caller& c) const { return std::hash<ContactId>{}(c.contact); }
  };
  // What the customer has with it; 0: no more may be.
  std::int64_t add(Caller caller);
  // What the customer has left.
  std::int64_t remove(Caller caller);
  std::vector<jobs::Present> all() const;

  std::int64_t most_;
  jobs::SharedPresence* shared_ = nullptr;
  mutable std::mutex mutex_;
  std::unordered_map<Caller, std::int64_t, CallerHash> connections_;
};

}  // namespace parlance::gateway
