#pragma once
#include <atomic>
#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <functional>
#include <unordered_map>
#include <vector>

#include "gateway/http/router.hpp"
#include "gateway/realtime/plain_wire.hpp"

namespace parlance::gateway::http {

// Sockets on which nothing is under way but what their clients may still send, so that a stop need not wait for that.
class IdleSockets {
 public:
  explicit IdleSockets(Loops& loops) : loops_(loops), sockets_(loops.size()) {}

  // A socket's time among them, on its loop. Where they are closed already, it is closed at once.
  class Stay {
   public:
    Stay(IdleSockets& idle, Loop& loop, PlainSocket& socket) : idle_(idle), loop_(loop), socket_(socket) {
      idle_.add(loop_, socket_);
    }
    ~Stay() { std::erase(idle_.sockets_[loop_.index()], &socket_); }
    Stay(const Stay&) = delete;

   private:
    IdleSockets& idle_;
    Loop& loop_;
    PlainSocket& socket_;
  };

  // From any thread.
  void close();
  bool closing() const { return closing_; }

 private:
  void add(Loop& loop, PlainSocket& socket);

  Loops& loops_;
  std::vector<std::vector<PlainSocket*>> sockets_;  // by loop
  std::atomic<bool> closing_ = false;
};

// What the connections of a server have in common.
struct ConnectionContext {
  const Router& router;
  std::chrono::milliseconds timeout;  // for a whole request to come in, and for a response to be taken
  IdleSockets& idle;
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For is believed
};

using Place = std::shared_ptr<const void>;  // an open socket's, given back when the last copy goes

// Speaks HTTP/1.1 (RFC 9112) on one socket: requests one after the other, until the client or an error ends it, or a
// response takes the socket over.
Task<> serve_plain(const ConnectionContext& context, Loop& loop, PlainSocket socket, Place place);
Task<> serve_tls(const ConnectionContext& context, Loop& loop, PlainSocket socket, asio::ssl::context& tls,
                 Place place);

}  // namespace parlance::gateway::http
