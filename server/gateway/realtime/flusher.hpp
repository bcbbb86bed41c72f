#pragma once
#include <boost/asio/post.hpp>
#include <memory>
#include <vector>

#include "base/async/task.hpp"

namespace parlance::gateway {

// Flushes what one wake-up of a loop left to send, a socket once, however many messages were written to it.
template <class Socket>
class Flusher {
 public:
  static void soon(Executor executor, std::shared_ptr<Socket> socket) {
    auto& dirty = list();
    dirty.push_back(std::move(socket));
    if (dirty.size() == 1) asio::post(executor, flush_all);
  }

 private:
  static std::vector<std::shared_ptr<Socket>>& list() {
    thread_local std::vector<std::shared_ptr<Socket>> dirty;
    return dirty;
  }
  static void flush_all() {
    for (auto& socket : std::exchange(list(), {})) socket->flush();
  }
};

}  // namespace parlance::gateway
