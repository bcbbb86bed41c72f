#pragma once
#include <chrono>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/async/loops.hpp"

// Outbound HTTP over libcurl: HTTP/2 where the server speaks it, connections kept and shared, proxies by the usual
// environment (https_proxy, no_proxy). No redirect is followed.
namespace parlance::http {

using Clock = std::chrono::steady_clock;

struct Request {
  std::string method = "POST";
  std::string url{};                   // http or https
  std::vector<std::string> headers{};  // "name: value"
  std::string body{};
};

struct Head {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case

  std::string_view find(std::string_view name) const;  // empty: it is not there
};

enum class FailureKind { unreachable, timed_out, cut, cancelled };

struct Failure {
  FailureKind kind;
  std::string what;  // for the log; it holds no header and no body
};

template <class T>
using Outcome = std::expected<T, Failure>;

struct Options {
  std::chrono::milliseconds connect_limit{3000};
  std::string proxy;      // empty: the environment's
  std::string authority;  // PEM file of certificates to trust; empty: the system's
};

class Client;

// One request and its answer, as it comes in. Ended early where it is dropped.
class Exchange {
 public:
  static constexpr std::size_t kMaxBuffered = 256 * 1024;  // bytes; then the sender has to wait until they are read

  Exchange(Exchange&&) noexcept;
  Exchange& operator=(Exchange&&) = delete;
  ~Exchange();

  // Waits for the status and headers, until `latest`.
  Task<Outcome<Head>> head(Clock::time_point latest);
  // The next bytes of the body, decoded; empty: it has ended.
  Task<Outcome<std::string>> read(Clock::time_point latest);
  // Whoever waits is told so.
  void cancel();

 private:
  friend class Client;
  struct State;
  explicit Exchange(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The connections of one loop, on which everything here is called.
class Client {
 public:
  Client(Loop& loop, Options options);
  ~Client();
  Client(const Client&) = delete;

  Exchange send(Request request);

 private:
  friend class Exchange;
  class Multi;
  std::shared_ptr<Multi> multi_;
};

}  // namespace parlance::http
