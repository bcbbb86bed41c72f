#pragma once
#include <atomic>
#include <memory>
#include <unordered_map>
#include <vector>

#include "gateway/realtime/live.hpp"
#include "jobs/fair_gate.hpp"

namespace parlance::gateway {

// When the server goes down its clients are told when to come back: after this, and then each at a time of its own, so
// that about kReconnectsPerMs of them come at once.
inline constexpr std::uint32_t kReconnectAfterMs = 1000, kMaxSpreadMs = 3000, kReconnectsPerMs = 4;
// Connections that one loop greets at a time, each of which reads from the database; and that wait for it, of one
// tenant.
inline constexpr std::int64_t kMaxGreeted = 32, kMaxUngreeted = 20'000;

// All that are connected, kept by loop, with one beat a second for each loop in place of a timer for each connection.
class Realtime {
 public:
  explicit Realtime(Loops& loops);

  void start();
  // Both on its loop. After shut_down, who joins is told at once.
  void join(const std::shared_ptr<Connected>& connected);
  void leave(Connected& connected);
  // Tells every client that the server goes down. From any thread.
  void shut_down();
  // Where who connects waits to be greeted. On its loop.
  jobs::FairGate& greeting(Loop& loop) { return *greetings_[loop.index()]; }

 private:
  Task<> beat(Loop& loop);
  void each(Loop& loop, const std::function<void(Connected&)>& tell);

  Loops& loops_;
  std::vector<std::unordered_map<Connected*, std::weak_ptr<chat::Subscriber>>> connected_;
  std::vector<std::shared_ptr<jobs::FairGate>> greetings_;
  std::atomic<bool> down_ = false;
};

// Hands the wire to the connection and begins it. On its loop.
void start_live(Services& services, const std::shared_ptr<Live>& live, const std::shared_ptr<Wire>& wire,
                std::optional<std::int64_t> after_revision, std::string first_bytes);

}  // namespace parlance::gateway
