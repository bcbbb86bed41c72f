#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

// For tests: an HTTP server that says what it is told to, byte for byte.
namespace parlance::http::testing {

class ScriptedServer {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  // Answers each connection in turn; it is closed when `answer` returns.
  using Answer = std::function<void(Socket&)>;

  explicit ScriptedServer(Answer answer) : answer_(std::move(answer)), thread_([this] { serve(); }) {}
  ~ScriptedServer() {
    stopping_ = true;
    boost::system::error_code ec;
    Socket(context_).connect(acceptor_.local_endpoint(), ec);  // wakes the accept
    thread_.join();
  }

  std::string url(std::string_view path = "/") const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + std::string(path);
  }

  static std::string read_request(Socket& socket) {
    boost::asio::streambuf in;
    boost::system::error_code ec;
    const auto size = boost::asio::read_until(socket, in, "\r\n\r\n", ec);
    std::string head(boost::asio::buffers_begin(in.data()),
                     boost::asio::buffers_begin(in.data()) + static_cast<std::ptrdiff_t>(size));
    return head;
  }
  static bool say(Socket& socket, std::string_view text) {
    boost::system::error_code ec;
    boost::asio::write(socket, boost::asio::buffer(text), ec);
    return !ec;
  }

 private:
  void serve() {
    while (!stopping_) {
      Socket socket(context_);
      boost::system::error_code ec;
      acceptor_.accept(socket, ec);
      if (ec || stopping_) return;
      read_request(socket);
      answer_(socket);
    }
  }

  Answer answer_;
  boost::asio::io_context context_;
  boost::asio::ip::tcp::acceptor acceptor_{context_, {boost::asio::ip::address_v4::loopback(), 0}};
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace parlance::http::testing
