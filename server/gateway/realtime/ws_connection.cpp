#include "gateway/realtime/ws_connection.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "chat/stages.hpp"
#include "gateway/wire.hpp"

namespace parlance::gateway {
namespace {

std::int64_t steady_s() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string_view reason(ws::Close code) {
  switch (code) {
    case ws::Close::unsupported:
      return "text frames only";
    case ws::Close::bad_utf8:
      return "not UTF-8";
    case ws::Close::too_big:
      return "at most 64 KiB a message";
    default:
      return "protocol error";
  }
}

}  // namespace

WsConnection::WsConnection(Services& services, Loop& loop, std::shared_ptr<Wire> wire, crm::Verified who,
                           chat::SessionId session, std::string address)
    : Live(services, loop, std::move(wire), std::move(who), session),
      heard_s_(steady_s()),
      address_(std::move(address)) {}

void WsConnection::put(std::string_view json, std::int64_t) {
  if (!closing_) ws::append_frame(wire_->out(), ws::Opcode::text, json);
}

std::string WsConnection::form(const chat::Message& message) {
  const auto mine = message.client_id ? std::ranges::find(unacked_, *message.client_id) : unacked_.end();
  if (mine == unacked_.end()) return message_event(message);
  unacked_.erase(mine);
  return ack_event(message);
}

void WsConnection::end(std::uint16_t code, std::string_view why) {
  if (std::exchange(closing_, true) || closed_) return;
  ws::append_close(wire_->out(), code, why);
  wire_->close();
}

void WsConnection::on_bytes(std::span<char> bytes) {
  heard_s_ = steady_s();
  if (closing_) return;
  if (const auto fault = decoder_.feed(bytes, *this)) return end(static_cast<std::uint16_t>(*fault), reason(*fault));
  begin_handling();
}

void WsConnection::on_ready() {
  ready_ = true;
  begin_handling();
}

void WsConnection::begin_handling() {
  if (!ready_ || inbox_.empty() || handling_ || closing_) return;
  handling_ = true;
  spawn(loop_, "frames", handle_inbox());
}

void WsConnection::on_text(std::string_view message) {
  if (closing_) return;
  if (inbox_.size() >= kMaxInbox) return end(kCloseTooFast, "too many frames at once");
  if (is_too_fast()) return;
  inbox_.push_back({std::string(message), metrics::Clock::now()});
}

bool WsConnection::is_too_fast() {
  const auto& limits = services_.limits.options();
  if (!limits.enabled || frames_.take(limits.frames, heard_s_ * 1000) == 0) return false;
  end(kCloseTooFast, "too many frames a minute");
  return true;
}

void WsConnection::on_ping(std::string_view payload) {
  if (closing_ || is_too_fast()) return;
  ws::append_frame(wire_->out(), ws::Opcode::pong, payload);
  sent_something();
}

void WsConnection::on_close(std::uint16_t code, std::string_view) {
  end(code == static_cast<std::uint16_t>(ws::Close::no_status) ? 1000 : code, "");
}

void WsConnection::on_second(std::int64_t now) {
  if (closing_ || closed_) return;
  if (now_ms() >= who_.expires_at) return end(kCloseTokenExpired, "token expired");
  const auto silent = now - heard_s_;
  if (silent >= kDropAfterS) return wire_->close();
  if (silent < kPingAfterS || now - pinged_s_ < kPingAfterS) return;
  pinged_s_ = now;
  ws::append_frame(wire_->out(), ws::Opcode::ping, {});
  sent_something();
}

void WsConnection::on_shutdown(std::uint32_t retry_after_ms) {
  end(kCloseGoingDown, fmt::format(R"({{"retry_after_ms":{}}})", retry_after_ms));
}

Task<> WsConnection::handle_inbox() {
  const auto keep = self();
  while (!inbox_.empty() && !closing_ && !closed_) {
    const auto [text, at] = std::move(inbox_.front());
    inbox_.pop_front();
    chat::stages::received().since(at);
    try {
      co_await handle(text);
    } catch (const std::exception& e) {
      log::warn("frame_failed", {{"session", session_.value}, {"what", e.what()}});
      const auto frame = parse_frame(text);
      const auto* message = frame ? std::get_if<MessageFrame>(&*frame) : nullptr;
      if (message) std::erase(unacked_, message->client_id);
      refuse(public_error(std::current_exception()), message ? std::optional(message->client_id) : std::nullopt);
    }
  }
  handling_ = false;
}

Task<> WsConnection::handle(const std::string& text) {
  auto frame = parse_frame(text);
  if (!frame) {
    refuse(frame.error().error, frame.error().client_id);
    co_return count_bad_frame();
  }
  if (auto* message = std::get_if<MessageFrame>(&*frame)) co_return co_await handle(std::move(*message));
  if (auto* read = std::get_if<ReadFrame>(&*frame)) co_return co_await handle(*read);
  if (auto* auth = std::get_if<AuthFrame>(&*frame)) co_return co_await handle(std::move(*auth));
  // `typing` is for the people of a desk, of whom none is in a conversation yet.
  if (std::holds_alternative<PingFrame>(*frame)) put(R"({"type":"pong"})", 0), sent_something();
}

Task<> WsConnection::handle(MessageFrame frame) {
  if (auto room = co_await services_.limits.take_message({who_.caller, session_, address_}); !room)
    co_return refuse(room.error(), frame.client_id);
  unacked_.push_back(frame.client_id);
  const auto appended =
      co_await services_.chat.append(who_.caller, {session_, frame.client_id, std::move(frame.message_text)});
  if (!appended) {
    std::erase(unacked_, frame.client_id);
    co_return refuse(appended.error(), frame.client_id);
  }
  // A new one is acknowledged as its event comes; one of before, now, unless a replay is still on its way to it or has
  // passed it meanwhile.
  const bool owed = std::ranges::find(unacked_, frame.client_id) != unacked_.end();
  if (appended->fresh || appended->message.revision > sent_revision_ || !owed) co_return;
  put(form(appended->message), 0);
  sent_something();
}

Task<> WsConnection::handle(ReadFrame frame) {
  const auto marked = co_await services_.chat.mark_read(who_.caller, session_, frame.seq);
  if (!marked) refuse(marked.error(), std::nullopt);
}

Task<> WsConnection::handle(AuthFrame frame) {
  auto fresh = co_await services_.identity.verify(frame.token);
  if (!fresh) co_return refuse(fresh.error(), std::nullopt);
  if (fresh->subject != who_.subject)
    co_return refuse(
        {crm::kUnauthorized, "The token is another customer's; open a connection of its own for it.", "/token"},
        std::nullopt);
  who_ = std::move(*fresh);
}

void WsConnection::refuse(const Error& error, const std::optional<Uuid>& client_id) {
  put(error_event(error, client_id), 0);
  sent_something();
}

void WsConnection::count_bad_frame() {
  const auto now = steady_s();
  if (now - bad_since_s_ >= 60) bad_since_s_ = now, bad_frames_ = 0;
  if (++bad_frames_ >= kMaxBadFrames) end(static_cast<std::uint16_t>(ws::Close::policy), "too many bad frames");
}

}  // namespace parlance::gateway
