#include "gateway/http/server.hpp"

#include <fmt/format.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/src.hpp>
#include <boost/url/parse.hpp>

#include "base/crypto/encoding.hpp"
#include "base/crypto/hash.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "gateway/realtime/tls_wire.hpp"

namespace parlance::gateway::http {
namespace {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using asio::ip::tcp;
using Plain = beast::basic_stream<tcp, Executor>;
using RequestParser = bhttp::request_parser<bhttp::string_body>;

constexpr std::uint32_t kMaxHeaderBytes = 16 << 10;
constexpr std::size_t kMaxLingerBytes = 16 << 20;  // of a refused request that are read and thrown away

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool read_target(std::string_view target, Request& out) {
  const auto url = boost::urls::parse_origin_form({target.data(), target.size()});
  if (!url) return false;
  out.path = url->path();
  for (const auto& parameter : url->params()) out.query[parameter.key] = parameter.value;
  return is_utf8(out.path) && out.path.find('\0') == std::string::npos;
}

Request neutral(const bhttp::request<bhttp::string_body>& from, Loop& loop, bool loopback) {
  Request out;
  out.method = std::string_view(from.method_string());
  for (const auto& field : from)
    out.headers[lower({field.name_string().data(), field.name_string().size()})] =
        std::string_view(field.value().data(), field.value().size());
  out.id = crypto::hex(crypto::random_bytes(8));
  out.loop = &loop;
  out.from_loopback = loopback;
  return out;
}

bhttp::response<bhttp::string_body> encode(Response&& from, const Request& request, unsigned version, bool keep_alive) {
  bhttp::response<bhttp::string_body> out;
  out.version(version);
  out.result(static_cast<unsigned>(from.status));
  out.reason({reason_of(from.status).data(), from.status == 101 ? 0 : reason_of(from.status).size()});
  out.set("X-Request-Id", request.id);
  out.set("X-Content-Type-Options", "nosniff");
  if (!from.content_type.empty()) out.set(bhttp::field::content_type, from.content_type);
  for (const auto& [name, value] : from.headers) out.set(name, value);
  if (from.takeover) return out;
  out.keep_alive(keep_alive);
  out.body() = std::move(from.body);
  if (from.status != 204 && from.status != 304) out.prepare_payload();
  return out;
}

std::shared_ptr<Wire> make_wire(Plain& stream) { return make_plain_wire(stream.release_socket()); }

// A deadline for a stream that has none of its own: it closes the socket. A timer that has fired already cannot be
// taken back, so its handler looks whether it is still meant.
class SocketDeadline {
 public:
  SocketDeadline(Loop& loop, TlsSocket& stream)
      : state_(std::make_shared<State>(&stream, 0)), timer_(loop.executor()) {}
  ~SocketDeadline() { state_->stream = nullptr; }
  SocketDeadline(const SocketDeadline&) = delete;
  void expires_never() {
    ++state_->generation;
    timer_.cancel();
  }
  void expires_after(std::chrono::milliseconds time) {
    timer_.expires_after(time);
    timer_.async_wait([state = state_, generation = ++state_->generation](boost::system::error_code ec) {
      if (!ec && state->stream && state->generation == generation) state->stream->lowest_layer().close(ec);
    });
  }

 private:
  struct State {
    TlsSocket* stream;
    std::uint64_t generation;
  };
  std::shared_ptr<State> state_;
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor> timer_;
};

}  // namespace

struct Server::Impl {
  Loops& loops;
  const Router& router;
  ServerOptions options;
  asio::basic_socket_acceptor<tcp, Executor> acceptor;
  std::optional<asio::ssl::context> tls;
  // Shared: what the loops still hold when they go gives its places back after this is gone.
  std::shared_ptr<std::atomic<std::int64_t>> open = std::make_shared<std::atomic<std::int64_t>>(0);

  Impl(Loops& l, const Router& r, ServerOptions o)
      : loops(l), router(r), options(std::move(o)), acceptor(l.at(0).executor()) {}

  using Place = std::shared_ptr<const void>;  // an open socket's, given back when the last copy goes

  std::chrono::milliseconds timeout() const { return std::chrono::milliseconds(options.request_timeout_ms); }

  void listen() {
    boost::system::error_code ec;
    const auto address = asio::ip::make_address(options.address, ec);
    if (ec) throw std::runtime_error(fmt::format("http.address: {} is no IP address", options.address));
    const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(options.port));
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(4096, ec);
    if (ec)
      throw std::runtime_error(
          fmt::format("cannot listen on {}:{}: {}. Stop what uses the port, or choose another with --port.",
                      options.address, options.port, ec.message()));
  }

  void load_certificate() {
    if (options.tls_certificate.empty() && options.tls_key.empty()) return;
    try {
      tls.emplace(asio::ssl::context::tls_server);
      tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1);
      tls->use_certificate_chain_file(options.tls_certificate);
      tls->use_private_key_file(options.tls_key, asio::ssl::context::pem);
    } catch (const std::exception& e) {
      throw std::runtime_error(
          fmt::format("cannot use the TLS files {} and {}: {}", options.tls_certificate, options.tls_key, e.what()));
    }
  }

  Task<> accept() {
    for (std::size_t next = 0; acceptor.is_open(); ++next) {
      auto& loop = loops.at(next % loops.size());
      boost::system::error_code ec;
      auto socket = co_await acceptor.async_accept(loop.executor(), asio::redirect_error(use_task, ec));
      if (ec == asio::error::operation_aborted) co_return;
      if (ec) {
        // Out of files: those who have a connection go on, and accepting is tried again.
        log::warn("accept_failed", {{"what", ec.message()}});
        asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>
            timer(loops.at(0).executor(), std::chrono::milliseconds(100));
        co_await timer.async_wait(use_task);
        continue;
      }
      if (open->load() >= options.max_connections) continue;
      begin(loop, PlainSocket(std::move(socket)));
    }
  }

  void begin(Loop& loop, PlainSocket socket) {
    ++*open;
    const Place place(this, [count = open](const void*) { --*count; });
    asio::co_spawn(loop.executor(),
                   tls ? serve_tls(loop, std::move(socket), place) : serve_plain(loop, std::move(socket), place),
                   [](std::exception_ptr failure) {
                     if (failure) log::debug("connection_failed", {{"what", internal_text(failure)}});
                   });
  }

  Task<> serve_plain(Loop& loop, PlainSocket socket, Place place) {
    boost::system::error_code ec;
    const bool loopback = socket.remote_endpoint(ec).address().is_loopback();
    auto stream = std::make_unique<Plain>(std::move(socket));
    if (auto taken = co_await serve(loop, *stream, *stream, loopback)) hand_over(*taken, make_wire(*stream), place);
  }

  Task<> serve_tls(Loop& loop, PlainSocket socket, Place place) {
    boost::system::error_code ec;
    const bool loopback = socket.remote_endpoint(ec).address().is_loopback();
    auto stream = std::make_unique<TlsSocket>(std::move(socket), *tls);
    std::optional<SocketDeadline> socket_deadline(std::in_place, loop, *stream);
    socket_deadline->expires_after(timeout());
    co_await stream->async_handshake(asio::ssl::stream_base::server, asio::redirect_error(use_task, ec));
    if (ec) co_return;
    auto taken = co_await serve(loop, *stream, *socket_deadline, loopback);
    socket_deadline.reset();
    if (taken) hand_over(*taken, make_tls_wire(std::move(stream)), place);
  }

  static void hand_over(std::pair<Takeover, std::string>& taken, const std::shared_ptr<Wire>& wire, Place place) {
    wire->hold(std::move(place));
    taken.first(wire, std::move(taken.second));
  }

  using Taken = std::optional<std::pair<Takeover, std::string>>;

  // Requests one after the other, until the client or an error ends it, or a response takes the socket.
  template <class Stream, class Deadline>
  Task<Taken> serve(Loop& loop, Stream& stream, Deadline& deadline, bool loopback) {
    beast::flat_buffer buffer;
    for (;;) {
      boost::system::error_code ec;
      RequestParser parser;
      parser.header_limit(kMaxHeaderBytes);
      parser.body_limit(boost::none);
      deadline.expires_after(timeout());
      co_await bhttp::async_read_header(stream, buffer, parser, asio::redirect_error(use_task, ec));
      auto request = neutral(parser.get(), loop, loopback);
      auto refused = ec ? read_fault(ec) : prepare(request, parser);
      if (ec && !refused) co_return std::nullopt;
      if (!refused) {
        co_await bhttp::async_read(stream, buffer, parser, asio::redirect_error(use_task, ec));
        refused = ec ? read_fault(ec) : std::nullopt;
        if (ec && !refused) co_return std::nullopt;
      }
      request.body = std::move(parser.get().body());
      deadline.expires_never();
      auto response =
          refused ? readable_from_pages(problem(*refused, request), request) : co_await router.handle(request);
      const bool keep = !refused && parser.get().keep_alive();
      log::info("request", {{"request_id", request.id},
                            {"method", request.method},
                            {"path", request.path},
                            {"status", response.status}});
      auto takeover = std::move(response.takeover);
      response.takeover = takeover ? Takeover([](auto, auto) {}) : Takeover();
      auto encoded = encode(std::move(response), request, parser.get().version(), keep);
      deadline.expires_after(timeout());
      if (takeover) {
        bhttp::response_serializer<bhttp::string_body> head(encoded);
        co_await bhttp::async_write_header(stream, head, asio::redirect_error(use_task, ec));
        if (ec) co_return std::nullopt;
        deadline.expires_never();
        co_return Taken({std::move(takeover), beast::buffers_to_string(buffer.data())});
      }
      co_await bhttp::async_write(stream, encoded, asio::redirect_error(use_task, ec));
      if (ec || !keep) co_return co_await linger(stream, deadline), std::nullopt;
    }
  }

  static void shut(Plain& stream) {
    boost::system::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }
  static void shut(TlsSocket& stream) {
    boost::system::error_code ignored;
    stream.next_layer().shutdown(tcp::socket::shutdown_send, ignored);
  }

  // A response to a request that was not read to its end is lost if the socket is closed at once (RFC 9112, 9.6).
  template <class Stream, class Deadline>
  Task<> linger(Stream& stream, Deadline& deadline) {
    boost::system::error_code ec;
    shut(stream);
    deadline.expires_after(std::chrono::seconds(1));
    std::vector<char> scratch(64 << 10);
    for (std::size_t read = 0; read < kMaxLingerBytes && !ec;)
      read += co_await stream.async_read_some(asio::buffer(scratch), asio::redirect_error(use_task, ec));
  }

  // What may still be answered of a request that could not be read; nothing: the peer is gone or too slow.
  static std::optional<Error> read_fault(boost::system::error_code ec) {
    if (ec == bhttp::error::header_limit)
      return Error{kHeadersTooLarge, fmt::format("The request's head is over {} bytes.", kMaxHeaderBytes), {}, 0};
    if (ec == bhttp::error::body_limit)
      return Error{kPayloadTooLarge, "The body is larger than this call takes.", {}, 0};
    const bool malformed = ec.category() == bhttp::make_error_code(bhttp::error::bad_method).category() &&
                           ec != bhttp::error::end_of_stream && ec != bhttp::error::partial_message;
    return malformed ? std::optional(Error{kBadRequest, "The request is not HTTP/1.1 as RFC 9112 has it.", {}, 0})
                     : std::nullopt;
  }

  std::optional<Error> prepare(Request& request, RequestParser& parser) const {
    const auto target = parser.get().target();
    if (!read_target({target.data(), target.size()}, request))
      return Error{kBadRequest, "The request's target is malformed.", {}, 0};
    const auto limit = router.max_body(request.method, request.path);
    if (!limit) return parser.body_limit(kMaxBodyBytes), std::nullopt;  // the router says what is wrong
    parser.body_limit(*limit);
    if (const auto length = parser.content_length(); length && *length > *limit)
      return Error{
          kPayloadTooLarge, fmt::format("The body has {} bytes; at most {} are taken.", *length, *limit), {}, 0};
    return std::nullopt;
  }
};

Server::Server(Loops& loops, const Router& router, ServerOptions options)
    : impl_(std::make_unique<Impl>(loops, router, std::move(options))) {}
Server::~Server() = default;

void Server::start() {
  impl_->load_certificate();
  impl_->listen();
  spawn(impl_->loops.at(0), "accept", impl_->accept());
}

void Server::stop_accepting() {
  asio::post(impl_->loops.at(0).executor(), [this] {
    boost::system::error_code ignored;
    impl_->acceptor.close(ignored);
  });
}

std::uint16_t Server::port() const { return impl_->acceptor.local_endpoint().port(); }

}  // namespace parlance::gateway::http
