#include <sys/socket.h>

#include <boost/asio/redirect_error.hpp>

#include "base/async/timer.hpp"
#include "gateway/http/router.hpp"
#include "gateway/realtime/realtime.hpp"
#include "gateway/realtime/sse_connection.hpp"
#include "gateway/realtime/ws_connection.hpp"
#include "gateway/wire.hpp"

namespace parlance::gateway::http {
namespace {

constexpr std::int64_t kMaxWaitS = 30, kPollPage = 100;

// A long poll's wait, which ends at the session's first change, with the server, or when its time is up.
class Waiter final : public Connected {
 public:
  // Waits for what is beyond revision `from`.
  Waiter(Loop& loop, std::int64_t from) : Connected(loop), from_(from), timer_(loop.executor()) {}

  void on_event(chat::SessionId, const chat::SharedEvent& event) override {
    if (event->revision > from_) asio::post(loop_.executor(), [keep = shared_from_this(), this] { end(); });
  }
  void on_second(std::int64_t) override {}
  void on_shutdown(std::uint32_t) override { end(); }

  // Ends with the client too: a poll that nobody waits for must not keep its place.
  Task<> wait(std::int64_t seconds, PlainSocket& socket) {
    if (ended_) co_return;
    timer_.expires_after(std::chrono::seconds(seconds));
    socket_ = &socket;
    socket.async_wait(PlainSocket::wait_read, [keep = shared_from_this(), this](boost::system::error_code ec) {
      if (!ec && socket_ && is_gone(*socket_)) end();
    });
    boost::system::error_code ec;
    co_await timer_.async_wait(asio::redirect_error(use_task, ec));
    socket_ = nullptr;
    socket.cancel(ec);
  }

 private:
  void end() {
    ended_ = true;
    timer_.cancel();
  }

  static bool is_gone(PlainSocket& socket) {
    char byte = 0;
    const auto n = ::recv(socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return n == 0 || (n < 0 && errno != EAGAIN);
  }

  std::int64_t from_;
  Timer timer_;
  PlainSocket* socket_ = nullptr;  // while waiting
  bool ended_ = false;
};

// Has the waiter told of the session's events until it goes, whatever the poll comes to.
class Listening {
 public:
  Listening(Services& services, chat::SessionId session, std::shared_ptr<Waiter> waiter)
      : services_(services), session_(session), waiter_(std::move(waiter)) {
    services_.realtime.join(waiter_);
  }
  ~Listening() {
    services_.realtime.leave(*waiter_);
    services_.chat.unsubscribe(session_, waiter_);
  }
  Listening(const Listening&) = delete;

 private:
  Services& services_;
  chat::SessionId session_;
  std::shared_ptr<Waiter> waiter_;
};

Result<std::optional<std::int64_t>> resume_point(const Request& request) {
  if (const auto id = request.header("last-event-id"); !id.empty())
    if (const auto revision = parse_revision(id)) return revision;
  return query_integer(request, "after_revision", 0, kMaxId);
}

Response poll_response(const chat::Changes& changes) {
  return json_response(200, [&](json::Writer& out) {
    out.key("events").open('[');
    for (const auto& message : changes.messages) out.raw(message_event(message));
    if (changes.session) out.raw(session_event(*changes.session));
    out.close(']').key("revision").integer(changes.up_to);
  });
}

Task<Result<Response>> long_poll(Services& services, Request& request, chat::SessionId id, std::int64_t wait_s,
                                 std::optional<std::int64_t> after) {
  const auto session = co_await services.chat.find_session(request.caller(), id);
  if (!session) co_return std::unexpected(session.error());
  const auto place = co_await services.limits.take_connection(request.caller());
  if (!place) co_return std::unexpected(place.error());
  const auto from = std::min(after.value_or(session->revision), session->revision);
  const auto waiter = std::make_shared<Waiter>(*request.loop, from);
  const Listening listening(services, id, waiter);
  co_await services.chat.subscribe(id, waiter);
  auto changes = co_await services.chat.changes_after(request.caller(), id, from, kPollPage);
  if (changes && changes->up_to <= from && wait_s > 0) {
    co_await waiter->wait(wait_s, *request.socket);
    changes = co_await services.chat.changes_after(request.caller(), id, from, kPollPage);
  }
  if (!changes) co_return std::unexpected(changes.error());
  co_return poll_response(*changes);
}

Task<Result<Response>> events(Services& services, Request& request) {
  const auto id = path_id(request, "id");
  if (!id) co_return std::unexpected(id.error());
  const auto after = resume_point(request);
  if (!after) co_return std::unexpected(after.error());
  const auto wait = query_integer(request, "wait", 0, kMaxWaitS);
  if (!wait) co_return std::unexpected(wait.error());
  if (*wait) co_return co_await long_poll(services, request, {*id}, **wait, *after);
  const auto session = co_await services.chat.find_session(request.caller(), {*id});
  if (!session) co_return std::unexpected(session.error());
  const auto place = co_await services.limits.take_connection(request.caller());
  if (!place) co_return std::unexpected(place.error());
  Response out{200, "text/event-stream", {}, {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}}, {}};
  out.takeover = [&services, loop = request.loop, who = *request.who, session = *id, after = *after, place = *place](
                     std::shared_ptr<Wire> wire, std::string first) {
    wire->hold(place);
    start_live(services, std::make_shared<SseConnection>(services, *loop, wire, who, chat::SessionId{session}), wire,
               after, std::move(first));
  };
  co_return out;
}

// Whether a comma-separated header names the token, in any case.
bool has_token(std::string_view list, std::string_view token) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return !std::ranges::search(list, token, same).empty();
}

Task<Result<Response>> socket(Services& services, Request& request) {
  const auto id = path_id(request, "id");
  if (!id) co_return std::unexpected(id.error());
  const auto upgrade = request.header("upgrade");
  const auto key = request.header("sec-websocket-key");
  if (!has_token(upgrade, "websocket") || !has_token(request.header("connection"), "upgrade") ||
      request.header("sec-websocket-version") != "13" || key.size() != 24)
    co_return fail(kUpgradeRequired, "This path speaks WebSocket (RFC 6455, version 13) only.");
  const auto after = query_integer(request, "after_revision", 0, kMaxId);
  if (!after) co_return std::unexpected(after.error());
  const auto session = co_await services.chat.find_session(request.caller(), {*id});
  if (!session) co_return std::unexpected(session.error());
  const auto place = co_await services.limits.take_connection(request.caller());
  if (!place) co_return std::unexpected(place.error());
  Response out{101,
               "",
               {},
               {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Accept", ws::accept_key(key)}},
               {}};
  if (has_token(request.header("sec-websocket-protocol"), "parlance.v1"))
    out.headers.emplace_back("Sec-WebSocket-Protocol", "parlance.v1");
  out.takeover = [&services, loop = request.loop, who = *request.who, session = *id, after = *after, place = *place,
                  address = request.address](std::shared_ptr<Wire> wire, std::string first) {
    wire->hold(place);
    start_live(services, std::make_shared<WsConnection>(services, *loop, wire, who, chat::SessionId{session}, address),
               wire, after, std::move(first));
  };
  co_return out;
}

}  // namespace

std::span<const Route> event_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/chat/sessions/:id/events", Access::customer, events},
      {"GET", "/ws/chat/:id", Access::customer, socket},
  };
  return kRoutes;
}

}  // namespace parlance::gateway::http
