#include "gateway/realtime/tls_wire.hpp"

#include <array>
#include <boost/asio/write.hpp>

#include "base/async/timer.hpp"
#include "gateway/realtime/flusher.hpp"

namespace parlance::gateway {
namespace {

constexpr std::size_t kTlsReadBufferBytes = 4096;
constexpr auto kLastWriteTime = std::chrono::seconds(1);

// TLS keeps records of its own, so each connection has its read buffer, and one write is on its way at a time.
class TlsWire final : public Wire, public std::enable_shared_from_this<TlsWire> {
 public:
  explicit TlsWire(std::unique_ptr<TlsSocket> socket)
      : socket_(std::move(socket)), last_write_(socket_->get_executor()) {}

  void start(Handler& handler, std::shared_ptr<void> self, std::string first) override {
    handler_ = &handler;
    self_ = std::move(self);
    if (!first.empty()) handler_->on_bytes(first);
    read();
  }

  std::string& out() override { return out_; }
  std::size_t backlog() const override { return out_.size() + writing_.size(); }

  void flush_soon() override {
    if (dirty_ || !writing_.empty() || closing_ || finished_) return;
    dirty_ = true;
    Flusher<TlsWire>::soon(socket_->get_executor(), shared_from_this());
  }

  void flush() {
    dirty_ = false;
    if (finished_ || !writing_.empty()) return;
    if (out_.empty()) return closing_ ? end_sending() : void();
    writing_ = std::exchange(out_, {});
    asio::async_write(*socket_, asio::buffer(writing_),
                      [self = shared_from_this()](boost::system::error_code ec, std::size_t) {
                        self->writing_.clear();
                        ec ? self->finish() : self->flush();
                      });
  }

  void close() override {
    if (finished_ || closing_) return;
    closing_ = true;
    // A peer that neither reads nor ends would hold the connection for ever.
    last_write_.expires_after(kLastWriteTime);
    last_write_.async_wait([self = shared_from_this()](boost::system::error_code ec) {
      if (!ec) self->finish();
    });
    flush();
  }

 private:
  void end_sending() {
    boost::system::error_code ignored;
    socket_->next_layer().shutdown(PlainSocket::shutdown_send, ignored);
  }

  void read() {
    socket_->async_read_some(asio::buffer(buffer_),
                             [self = shared_from_this()](boost::system::error_code ec, std::size_t n) {
                               if (ec || self->finished_) return self->finish();
                               self->handler_->on_bytes({self->buffer_.data(), n});
                               if (!self->finished_) self->read();
                             });
  }

  void finish() {
    if (finished_) return;
    finished_ = true;
    last_write_.cancel();
    boost::system::error_code ignored;
    socket_->lowest_layer().close(ignored);
    asio::post(socket_->get_executor(), [wire = shared_from_this()] {
      const auto keep = std::move(wire->self_);
      if (wire->handler_) wire->handler_->on_closed();
    });
  }

  std::unique_ptr<TlsSocket> socket_;
  Timer last_write_;
  Handler* handler_ = nullptr;
  std::shared_ptr<void> self_;
  std::string out_, writing_;
  std::array<char, kTlsReadBufferBytes> buffer_;
  bool dirty_ = false, closing_ = false, finished_ = false;
};

}  // namespace

std::shared_ptr<Wire> make_tls_wire(std::unique_ptr<TlsSocket> socket) {
  return std::make_shared<TlsWire>(std::move(socket));
}

}  // namespace parlance::gateway
