#include "gateway/http/connection.hpp"

#include <fmt/format.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/src.hpp>
#include <boost/url/parse.hpp>

#include "base/log.hpp"
#include "base/utf8.hpp"
#include "gateway/http/socket_deadline.hpp"
#include "gateway/realtime/tls_wire.hpp"

namespace parlance::gateway::http {
namespace {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using RequestParser = bhttp::request_parser<bhttp::string_body>;
using Encoded = bhttp::response<bhttp::string_body>;

constexpr std::uint32_t kMaxHeaderBytes = 16 << 10;
constexpr std::size_t kMaxLingerBytes = 16 << 20;  // of a refused request that are read and thrown away
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr auto kLingerTime = std::chrono::seconds(1);

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool read_target(std::string_view target, Request& out) {
  // A proxy's form, with scheme and host, is to be understood too (RFC 9112, 3.2.2).
  const boost::core::string_view text{target.data(), target.size()};
  const auto url = target.starts_with('/') ? boost::urls::parse_origin_form(text) : boost::urls::parse_uri(text);
  if (!url) return false;
  out.path = url->path();
  for (const auto& parameter : url->params()) out.query[parameter.key] = parameter.value;
  return is_utf8(out.path) && out.path.find('\0') == std::string::npos;
}

// The last of X-Forwarded-For is what the trusted proxy itself saw.
std::string client_address(const Request& request, const std::string& peer, const std::vector<std::string>& proxies) {
  if (std::ranges::find(proxies, peer) == proxies.end()) return peer;
  const auto forwarded = request.header("x-forwarded-for");
  const auto last = trim(forwarded.substr(forwarded.rfind(',') + 1));
  return last.empty() ? peer : std::string(last);
}

Request neutral(const bhttp::request<bhttp::string_body>& from, Loop& loop, bool loopback) {
  Request out;
  out.method = view(from.method_string());
  for (const auto& field : from) out.headers[lower(view(field.name_string()))] = view(field.value());
  out.trace = Trace::of(out.header("traceparent"));
  out.id = out.trace.span_id;
  out.loop = &loop;
  out.from_loopback = loopback;
  return out;
}

Encoded encode(Response&& from, const Request& request, unsigned version, bool keep_alive) {
  Encoded out;
  out.version(version);
  out.result(static_cast<unsigned>(from.status));
  const auto reason = from.status == 101 ? std::string_view{} : reason_of(from.status);
  out.reason({reason.data(), reason.size()});
  out.set("X-Request-Id", request.id);
  out.set("traceparent", request.trace.traceparent());
  out.set("X-Content-Type-Options", "nosniff");
  if (!from.content_type.empty()) out.set(bhttp::field::content_type, from.content_type);
  for (const auto& [name, value] : from.headers) out.set(name, value);
  if (from.takeover) return out;
  out.keep_alive(keep_alive);
  out.body() = std::move(from.body);
  if (from.status != 204 && from.status != 304) out.prepare_payload();
  return out;
}

// What may still be answered of a request that could not be read; nothing: the peer is gone or too slow.
std::optional<Error> read_fault(boost::system::error_code ec) {
  if (ec == bhttp::error::header_limit)
    return Error{kHeadersTooLarge, fmt::format("The request's head is over {} bytes.", kMaxHeaderBytes), {}, 0};
  if (ec == bhttp::error::body_limit) return Error{kPayloadTooLarge, "The body is larger than this call takes.", {}, 0};
  const bool malformed = ec.category() == bhttp::make_error_code(bhttp::error::bad_method).category() &&
                         ec != bhttp::error::end_of_stream && ec != bhttp::error::partial_message;
  if (!malformed) return std::nullopt;
  return Error{kBadRequest, "The request is not HTTP/1.1 as RFC 9112 has it.", {}, 0};
}

// Reads the target and sets the body's limit before any of the body is read.
std::optional<Error> prepare(const Router& router, Request& request, RequestParser& parser) {
  if (parser.get().version() >= 11 && request.header("host").empty())
    return Error{kBadRequest, "The request names no Host (RFC 9112, 3.2).", {}, 0};
  if (!read_target(view(parser.get().target()), request))
    return Error{kBadRequest, "The request's target is malformed.", {}, 0};
  const auto limit = router.max_body(request.method, request.path).value_or(kMaxBodyBytes);  // else the router refuses
  parser.body_limit(limit);
  if (const auto length = parser.content_length(); length && *length > limit)
    return Error{kPayloadTooLarge, fmt::format("The body has {} bytes; at most {} are taken.", *length, limit), {}, 0};
  return std::nullopt;
}

PlainSocket& lowest(PlainSocket& stream) { return stream; }
PlainSocket& lowest(TlsSocket& stream) { return stream.next_layer(); }

using Taken = std::optional<std::pair<Takeover, std::string>>;

template <class Stream>
class Connection {
 public:
  Connection(const ConnectionContext& context, Loop& loop, Stream& stream, SocketDeadline& deadline)
      : context_(context), loop_(loop), stream_(stream), deadline_(deadline) {
    boost::system::error_code ec;
    const auto peer = lowest(stream_).remote_endpoint(ec).address();
    loopback_ = peer.is_loopback();
    peer_ = peer.to_string();
  }

  // What takes the socket over and the bytes that came after its request; nothing: the connection is over.
  Task<Taken> serve() {
    for (;;) {
      RequestParser parser;
      parser.header_limit(kMaxHeaderBytes);
      parser.body_limit(boost::none);
      Request request;
      std::optional<Error> refused;
      if (!co_await read(parser, request, refused)) co_return std::nullopt;
      deadline_.expires_never();
      auto response =
          refused ? readable_from_pages(problem(*refused, request), request) : co_await context_.router.handle(request);
      log_request(request, response);
      const bool keep = !refused && parser.get().keep_alive() && !context_.idle.closing();
      deadline_.expires_after(context_.timeout);
      if (response.takeover) co_return co_await hand_over(std::move(response), request, parser.get().version());
      auto encoded = encode(std::move(response), request, parser.get().version(), keep);
      bhttp::response_serializer<bhttp::string_body> serializer(encoded);
      // RFC 9110, 9.3.2: to HEAD the head alone, as if there were a body.
      if (request.method == "HEAD")
        co_await bhttp::async_write_header(stream_, serializer, asio::redirect_error(use_task, ec_));
      else
        co_await bhttp::async_write(stream_, serializer, asio::redirect_error(use_task, ec_));
      if (ec_ || !keep) co_return co_await linger(), std::nullopt;
    }
  }

 private:
  // False where there is nobody to answer. `refused`: what is wrong with the request, without any more of it being
  // read.
  Task<bool> read(RequestParser& parser, Request& request, std::optional<Error>& refused) {
    deadline_.expires_after(context_.timeout);
    const IdleSockets::Stay idle(context_.idle, loop_, lowest(stream_));
    co_await bhttp::async_read_header(stream_, buffer_, parser, asio::redirect_error(use_task, ec_));
    request = neutral(parser.get(), loop_, loopback_);
    request.socket = &lowest(stream_);
    request.address = client_address(request, peer_, context_.trusted_proxies);
    refused = ec_ ? read_fault(ec_) : prepare(context_.router, request, parser);
    if (ec_ || refused) co_return refused.has_value();
    if (beast::iequals(parser.get()[bhttp::field::expect], "100-continue"))
      co_await asio::async_write(stream_, asio::buffer(kContinue), asio::redirect_error(use_task, ec_));
    co_await bhttp::async_read(stream_, buffer_, parser, asio::redirect_error(use_task, ec_));
    if (ec_) refused = read_fault(ec_);
    request.body = std::move(parser.get().body());
    co_return !ec_ || refused;
  }

  static void log_request(const Request& request, const Response& response) {
    log::info("request", {{"request_id", request.id},
                          {"trace_id", request.trace.trace_id},
                          {"method", request.method},
                          {"path", request.path},
                          {"status", response.status}});
  }

  Task<Taken> hand_over(Response response, const Request& request, unsigned version) {
    const auto takeover = response.takeover;
    auto encoded = encode(std::move(response), request, version, true);
    bhttp::response_serializer<bhttp::string_body> head(encoded);
    co_await bhttp::async_write_header(stream_, head, asio::redirect_error(use_task, ec_));
    deadline_.expires_never();
    if (ec_) co_return std::nullopt;
    co_return Taken({takeover, beast::buffers_to_string(buffer_.data())});
  }

  // A response to a request that was not read to its end is lost if the socket is closed at once (RFC 9112, 9.6).
  Task<> linger() {
    lowest(stream_).shutdown(PlainSocket::shutdown_send, ec_);
    deadline_.expires_after(kLingerTime);
    std::vector<char> scratch(64 << 10);
    for (std::size_t read = 0; read < kMaxLingerBytes && !ec_;)
      read += co_await stream_.async_read_some(asio::buffer(scratch), asio::redirect_error(use_task, ec_));
  }

  const ConnectionContext& context_;
  Loop& loop_;
  Stream& stream_;
  SocketDeadline& deadline_;
  bool loopback_ = false;
  std::string peer_;
  boost::system::error_code ec_;
  beast::flat_buffer buffer_;
};

void take_over(Taken taken, const std::shared_ptr<Wire>& wire, Place place) {
  wire->hold(std::move(place));
  taken->first(wire, std::move(taken->second));
}

}  // namespace

void IdleSockets::add(Loop& loop, PlainSocket& socket) {
  sockets_[loop.index()].push_back(&socket);
  boost::system::error_code ignored;
  if (closing_) socket.close(ignored);
}

void IdleSockets::close() {
  closing_ = true;
  for (std::size_t i = 0; i < loops_.size(); ++i)
    asio::post(loops_.at(i).executor(), [this, i] {
      boost::system::error_code ignored;
      for (auto* socket : sockets_[i]) socket->close(ignored);
    });
}

Task<> serve_plain(const ConnectionContext& context, Loop& loop, PlainSocket socket, Place place) {
  Taken taken;
  {
    SocketDeadline deadline(socket);
    taken = co_await Connection(context, loop, socket, deadline).serve();
  }
  if (taken) take_over(std::move(taken), make_plain_wire(std::move(socket)), std::move(place));
}

Task<> serve_tls(const ConnectionContext& context, Loop& loop, PlainSocket socket, asio::ssl::context& tls,
                 Place place) {
  auto stream = std::make_unique<TlsSocket>(std::move(socket), tls);
  Taken taken;
  {
    SocketDeadline deadline(stream->next_layer());
    deadline.expires_after(context.timeout);
    boost::system::error_code ec;
    {
      const IdleSockets::Stay idle(context.idle, loop, stream->next_layer());
      co_await stream->async_handshake(asio::ssl::stream_base::server, asio::redirect_error(use_task, ec));
    }
    if (ec) co_return;
    taken = co_await Connection(context, loop, *stream, deadline).serve();
  }
  if (taken) take_over(std::move(taken), make_tls_wire(std::move(stream)), std::move(place));
}

}  // namespace parlance::gateway::http
