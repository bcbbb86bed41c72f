#pragma once
#include <curl/curl.h>

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include "base/async/timer.hpp"
#include "base/http/client.hpp"

namespace parlance::http {

// libcurl's multi interface, driven by a loop: curl says which sockets and which time it waits for, and is told when
// they come.
class Client::Multi : public std::enable_shared_from_this<Multi> {
 public:
  Multi(Executor executor, Options options);
  ~Multi();
  void start();
  // No exchange is left, and nothing of curl's is called any more.
  void stop();

  void add(CURL* easy);
  void remove(CURL* easy);
  const Options& options() const { return options_; }
  Executor executor() { return timer_.get_executor(); }

 private:
  using Descriptor = asio::posix::basic_stream_descriptor<Executor>;
  struct Socket {
    Socket(Executor executor, curl_socket_t fd) : descriptor(executor, fd) {}
    Descriptor descriptor;
    int wanted = 0;  // CURL_POLL_IN | CURL_POLL_OUT
    bool reading = false, writing = false, gone = false;
  };
  using SocketPtr = std::shared_ptr<Socket>;

  static int on_socket(CURL*, curl_socket_t fd, int what, void* self, void* socket);
  static int on_timer(CURLM*, long timeout_ms, void* self);
  void watch(curl_socket_t fd, int what, SocketPtr* known);
  void arm(const SocketPtr& socket);
  void wait(const SocketPtr& socket, Descriptor::wait_type type, bool& waiting, int event);
  void act(curl_socket_t fd, int events);
  void tell_finished();

  Options options_;
  Timer timer_;
  CURLM* multi_ = nullptr;
};

}  // namespace parlance::http
