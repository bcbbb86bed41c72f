#include "gateway/realtime/plain_wire.hpp"

#include <array>

#include "base/async/timer.hpp"
#include "gateway/realtime/flusher.hpp"

namespace parlance::gateway {
namespace {

constexpr std::size_t kReadBufferBytes = 64 * 1024;
constexpr auto kLingerTime = std::chrono::seconds(1);
constexpr int kMaxReadsPerWake = 4;  // then others have their turn

// Idle, it is a socket and two pointers: it waits for readability without a buffer, and reads into its thread's.
class PlainWire final : public Wire, public std::enable_shared_from_this<PlainWire> {
 public:
  explicit PlainWire(PlainSocket socket) : socket_(std::move(socket)) {
    socket_.non_blocking(true);
    socket_.set_option(asio::ip::tcp::no_delay(true));
  }

  void start(Handler& handler, std::shared_ptr<void> self, std::string first) override {
    handler_ = &handler;
    self_ = std::move(self);
    if (!first.empty()) handler_->on_bytes(first);
    wait_readable();
  }

  std::string& out() override { return out_; }
  std::size_t backlog() const override { return out_.size() - sent_; }

  void flush_soon() override {
    if (dirty_ || waiting_writable_ || closing_ || !socket_.is_open()) return;
    dirty_ = true;
    Flusher<PlainWire>::soon(socket_.get_executor(), shared_from_this());
  }

  void flush() {
    dirty_ = false;
    if (!socket_.is_open() || waiting_writable_) return;
    boost::system::error_code ec;
    while (sent_ < out_.size() && !ec)
      sent_ += socket_.write_some(asio::buffer(out_.data() + sent_, out_.size() - sent_), ec);
    if (sent_ == out_.size()) return release();
    if (ec == asio::error::would_block) return wait_writable();
    finish();
  }

  // Bytes that the peer has sent and nobody read would have the kernel cut the connection, and what is on its way to
  // the peer with it: they are read and thrown away until the peer ends too.
  void close() override {
    if (!socket_.is_open() || closing_) return;
    flush();
    if (!socket_.is_open()) return;
    if (backlog() > 0) return finish();
    closing_ = true;
    boost::system::error_code ignored;
    socket_.shutdown(PlainSocket::shutdown_send, ignored);
    last_reads_ = std::make_unique<Timer>(socket_.get_executor(), kLingerTime);
    last_reads_->async_wait([self = shared_from_this()](boost::system::error_code ec) {
      if (!ec) self->finish();
    });
  }

 private:
  // An idle connection keeps no output buffer.
  void release() {
    sent_ = 0;
    out_.clear();
    out_.shrink_to_fit();
  }

  void wait_readable() {
    socket_.async_wait(PlainSocket::wait_read, [self = shared_from_this()](boost::system::error_code ec) {
      if (!ec)
        self->read();
      else
        self->finish();
    });
  }

  void wait_writable() {
    waiting_writable_ = true;
    socket_.async_wait(PlainSocket::wait_write, [self = shared_from_this()](boost::system::error_code ec) {
      self->waiting_writable_ = false;
      if (!ec) self->flush();
    });
  }

  void read() {
    thread_local std::array<char, kReadBufferBytes> buffer;
    for (int i = 0; i < kMaxReadsPerWake && socket_.is_open(); ++i) {
      boost::system::error_code ec;
      const auto n = socket_.read_some(asio::buffer(buffer), ec);
      if (ec == asio::error::would_block) break;
      if (ec) return finish();
      if (!closing_) handler_->on_bytes({buffer.data(), n});
      if (n < buffer.size()) break;
    }
    if (socket_.is_open()) wait_readable();
  }

  // The handler may be deep in a call of its own: it is told from the loop.
  void finish() {
    if (finished_) return;
    finished_ = true;
    if (last_reads_) last_reads_->cancel();
    boost::system::error_code ignored;
    socket_.close(ignored);
    asio::post(socket_.get_executor(), [wire = shared_from_this()] {
      const auto keep = std::move(wire->self_);
      if (wire->handler_) wire->handler_->on_closed();
    });
  }

  PlainSocket socket_;
  Handler* handler_ = nullptr;
  std::shared_ptr<void> self_;
  std::string out_;
  std::size_t sent_ = 0;
  std::unique_ptr<Timer> last_reads_;  // while closing
  bool dirty_ = false, waiting_writable_ = false, closing_ = false, finished_ = false;
};

}  // namespace

std::shared_ptr<Wire> make_plain_wire(PlainSocket socket) { return std::make_shared<PlainWire>(std::move(socket)); }

}  // namespace parlance::gateway
