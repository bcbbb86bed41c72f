#pragma once
#include "gateway/http/router.hpp"

namespace parlance::gateway::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::int64_t port = 8080;
  std::int64_t request_timeout_ms = 15'000;  // for a whole request to come in, and for a response to be taken
  std::int64_t max_connections = 16'000;     // open sockets; past it one is closed at once
  std::string trusted_proxies;               // addresses, by commas
  std::string tls_certificate, tls_key;      // PEM files; empty: plain HTTP
};

// Accepts on one loop and hands each socket to the next.
class Server {
 public:
  Server(Loops& loops, const Router& router, ServerOptions options);
  ~Server();
  // Throws std::runtime_error that says what to do where the port or the certificate cannot be used.
  void start();
  // Takes no more sockets, answers what is asked already and then closes. From any thread.
  void stop_accepting();
  // Of clients, those included that a response has taken over. From any thread.
  std::int64_t open_sockets() const;
  std::uint16_t port() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parlance::gateway::http
