#pragma once
#include <atomic>
#include <memory>
#include <unordered_map>
#include <vector>

#include "gateway/realtime/live.hpp"

namespace parlance::gateway {

inline constexpr std::uint32_t kReconnectAfterMs = 1000;

// All that are connected, kept by loop, with one beat a second for each loop in place of a timer for each connection.
class Realtime {
 public:
  explicit Realtime(Loops& loops) : loops_(loops), connected_(loops.size()) {}

  void start();
  // Both on its loop. After shut_down, who joins is told at once.
  void join(const std::shared_ptr<Connected>& connected);
  void leave(Connected& connected) { connected_[connected.loop().index()].erase(&connected); }
  // Tells every client that the server goes down. From any thread.
  void shut_down();

 private:
  Task<> beat(Loop& loop);
  void each(Loop& loop, const std::function<void(Connected&)>& tell);

  Loops& loops_;
  std::vector<std::unordered_map<Connected*, std::weak_ptr<chat::Subscriber>>> connected_;
  std::atomic<bool> down_ = false;
};

// Hands the wire to the connection and begins it. On its loop.
void start_live(Services& services, const std::shared_ptr<Live>& live, const std::shared_ptr<Wire>& wire,
                std::optional<std::int64_t> after_revision, std::string first_bytes);

}  // namespace parlance::gateway
