#pragma once
#include "base/async/loops.hpp"
#include "chat/hub.hpp"

namespace parlance::gateway {

// Whoever is told of a session's events for as long as it is connected. On its own loop but for on_event.
class Connected : public chat::Subscriber {
 public:
  explicit Connected(Loop& loop) : loop_(loop) {}
  Loop& loop() { return loop_; }
  // Once a second, for all that waits for a time.
  virtual void on_second(std::int64_t steady_s) = 0;
  // The server goes down; the client shall come back after `retry_after_ms`.
  virtual void on_shutdown(std::uint32_t retry_after_ms) = 0;

 protected:
  Loop& loop_;
};

}  // namespace parlance::gateway
