#pragma once
#include <memory>

#include "base/async/timer.hpp"
#include "gateway/realtime/plain_wire.hpp"

namespace parlance::gateway::http {

// A time by which something must have happened on a socket; past it the socket is closed. On the socket's loop.
class SocketDeadline {
 public:
  explicit SocketDeadline(PlainSocket& socket)
      : state_(std::make_shared<State>(&socket, 0)), timer_(socket.get_executor()) {}
  ~SocketDeadline() { state_->socket = nullptr; }
  SocketDeadline(const SocketDeadline&) = delete;

  void expires_never() {
    ++state_->generation;
    timer_.cancel();
  }
  void expires_after(std::chrono::milliseconds time) {
    timer_.expires_after(time);
    timer_.async_wait([state = state_, generation = ++state_->generation](boost::system::error_code ec) {
      if (!ec && state->socket && state->generation == generation) state->socket->close(ec);
    });
  }

 private:
  // A timer that has fired cannot be taken back: its handler looks whether it is still meant.
  struct State {
    PlainSocket* socket;
    std::uint64_t generation;
  };
  std::shared_ptr<State> state_;
  Timer timer_;
};

}  // namespace parlance::gateway::http
