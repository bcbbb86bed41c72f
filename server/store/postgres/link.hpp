#pragma once
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <span>

#include "base/async/timer.hpp"
#include "store/postgres/error.hpp"
#include "store/statement.hpp"

namespace parlance::store::postgres {

struct LinkOptions {
  std::string url;
  std::string role;  // that all work is done as; empty: the one that logs in
  bool writes = false;
  std::vector<const Statement*> statements;  // prepared as soon as it is connected
};

struct Call {
  const Statement* statement;
  std::span<const Value> values;  // must last until the segment is done
};

// What row-level security and the server's watch over time are told before a segment.
struct Context {
  std::int64_t tenant = 0;  // 0: all of them
  int timeout_ms = 0;
  friend bool operator==(const Context&, const Context&) = default;
};

// Calls that are one transaction, which an error ends as a whole.
struct Segment {
  std::vector<Call> calls;
  std::optional<Context> context;  // nothing: the calls set it themselves
  std::function<void(Segment&)> done;
  std::chrono::steady_clock::time_point asked = std::chrono::steady_clock::now();  // the first of its calls

  // When it is done:
  std::vector<Rows> rows;        // of each call
  bool lost = false;             // with its connection
  std::exception_ptr failure{};  // PostgresError, or the Fault of a lost connection

  std::size_t answered = 0;                               // results, the context's included
  std::chrono::steady_clock::time_point sent{}, heard{};  // heard: the server's last word on it, or that it came to it
};

// One connection of libpq's in pipeline mode, on one loop: what is submitted in one turn of the loop leaves in one
// send. It connects, and connects again after a loss, with back-off; what is submitted meanwhile waits for a moment.
class Link : public std::enable_shared_from_this<Link> {
 public:
  static constexpr auto kConnectWait = std::chrono::milliseconds(2000);   // of a segment, for a connection
  static constexpr auto kAnswerWait = std::chrono::milliseconds(1000);    // beyond a statement's own time
  static constexpr auto kConnectLimit = std::chrono::milliseconds(2000);  // of one attempt to connect
  static constexpr std::size_t kMaxWaiting = 20'000;                      // segments; one more fails at once
  static constexpr std::size_t kHeardEvery = 16;                          // calls, after which the server has to speak
  static constexpr int kWriteTimeoutMs = 3000, kLockTimeoutMs = 2000;  // of the server, for each statement of a write

  Link(Executor executor, LinkOptions options);
  // Before anything else. What runs keeps the link alive until its loop ends.
  void start();

  // Its `done` is called on the loop, never from within.
  void submit(std::unique_ptr<Segment> segment);

 private:
  using Descriptor = asio::posix::basic_stream_descriptor<Executor>;
  using Queue = std::deque<std::unique_ptr<Segment>>;

  Task<> run();
  Task<> watch();
  Task<> connect();
  Task<> await_results();
  void watch_socket();
  void set_up();
  void transmit(std::unique_ptr<Segment> segment);
  void call(const Call& call);
  void sync(std::unique_ptr<Segment> segment);
  void flush_soon();
  void flush();
  void take_results();
  void take_result(Result result);
  void lose(const std::string& why);
  void complete(Queue done);

  Executor executor_;
  LinkOptions options_;
  Connection connection_;
  Descriptor socket_;
  Queue waiting_, sent_, done_;
  bool up_ = false, flushing_ = false;
  int failures_ = 0;  // to connect, one after the other
};

}  // namespace parlance::store::postgres
