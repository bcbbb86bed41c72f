#pragma once
#include <memory>
#include <unordered_map>
#include <vector>

#include "gateway/limits.hpp"
#include "gateway/realtime/live.hpp"

namespace parlance::gateway {

inline constexpr std::uint32_t kReconnectAfterMs = 1000;

// All live connections, kept by loop, with one beat a second for each loop in place of a timer for each connection.
class Realtime {
 public:
  Realtime(Loops& loops, Limits& limits) : loops_(loops), limits_(limits), lives_(loops.size()) {}

  void start();
  // Takes a place of the customer's for a connection that is about to begin; the connection gives it back when it ends.
  Result<void> room_for(Caller caller) { return limits_.take_connection(caller); }
  void join(const std::shared_ptr<Live>& live);  // on its loop
  void leave(Live& live);
  // Tells every client that the server goes down. From any thread.
  void shut_down();

 private:
  Task<> beat(Loop& loop);
  void each(Loop& loop, const std::function<void(Live&)>& tell);

  Loops& loops_;
  Limits& limits_;
  std::vector<std::unordered_map<Live*, std::weak_ptr<chat::Subscriber>>> lives_;
};

// Hands the wire to the connection and begins it. On its loop.
void start_live(Services& services, const std::shared_ptr<Live>& live, const std::shared_ptr<Wire>& wire, std::optional<std::int64_t> after_revision, std::string first_bytes);

}  // namespace parlance::gateway
