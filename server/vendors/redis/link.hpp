#pragma once
#include <hiredis/async.h>

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "base/async/timer.hpp"

namespace parlance::redis {

struct Address {
  std::string host;
  int port = 6379;
  std::string user, password;  // empty: none
  int database = 0;
};

// redis://[user:password@]host[:port][/database]. Throws `std::runtime_error` with what is wrong.
Address parse_url(const std::string& url);

// One connection of hiredis's, on one loop. It connects, and connects again after a loss, with back-off. Nothing waits
// for it: what cannot be sent now is told so.
class Link : public std::enable_shared_from_this<Link> {
 public:
  // Null: Redis was not reached, or did not answer in time; it may have done what it was told.
  using Done = std::move_only_function<void(const redisReply*)>;
  using OnMessage = std::function<void(std::string_view channel, std::string_view payload)>;
  static constexpr std::size_t kMaxUnderWay = 10'000;  // commands; one more is told that Redis is not reached
  static constexpr auto kConnectLimit = std::chrono::milliseconds(2000);
  static constexpr auto kAnswerWait = std::chrono::milliseconds(500);  // then the connection is given up

  Link(Executor executor, Address address, std::chrono::milliseconds answer_wait = kAnswerWait)
      : executor_(executor), address_(std::move(address)), answer_wait_(answer_wait), socket_(executor) {}
  ~Link();
  // Before anything else. `on_up` is called whenever it is connected.
  void start(std::function<void()> on_up = nullptr);

  void send(std::vector<std::string> words, Done done = nullptr);
  bool is_up() const { return up_; }
  // For a link that is used for nothing else.
  void subscribe(const std::string& channel, OnMessage& on_message);
  void unsubscribe(const std::string& channel);
  // Ends the connection, which comes back.
  void drop();

 private:
  using Clock = std::chrono::steady_clock;
  using Descriptor = asio::posix::basic_stream_descriptor<Executor>;
  struct Interest {  // in one direction of the socket
    bool wanted = false, armed = false;
  };

  void connect();
  void attach();
  void greet();
  void send_now(const std::vector<std::string>& words, Done done);
  void come_back();
  void detached();
  void arm(Interest& interest, Descriptor::wait_type type, void (*handle)(redisAsyncContext*));
  Task<> watch();
  int send_raw(const std::vector<std::string>& words, redisCallbackFn* callback, void* data);
  static void on_reply(redisAsyncContext* context, void* reply, void* done);

  Executor executor_;
  Address address_;
  std::chrono::milliseconds answer_wait_;
  Descriptor socket_;
  redisAsyncContext* context_ = nullptr;
  Interest reading_, writing_;
  std::deque<Clock::time_point> under_way_;
  Clock::time_point began_{};  // to connect
  std::function<void()> on_up_;
  bool up_ = false, dropping_ = false;
  int failures_ = 0;
};

}  // namespace parlance::redis
