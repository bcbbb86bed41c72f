#include "gateway/realtime/live.hpp"

#include <charconv>

#include "base/async/timer.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "chat/stages.hpp"
#include "gateway/realtime/realtime.hpp"
#include "gateway/wire.hpp"

namespace parlance::gateway {
namespace {

constexpr auto kReaderPoll = std::chrono::milliseconds(20);

struct EventWriter {
  std::string operator()(const chat::Session& session) const { return session_event(session); }
  std::string operator()(const chat::Typing& typing) const { return typing_event(typing); }
  std::string operator()(const chat::Delta& delta) const { return delta_event(delta); }
  std::string operator()(const chat::Message&) const { return {}; }
  std::string operator()(const chat::News&) const { return {}; }
};

}  // namespace

std::optional<std::int64_t> parse_revision(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  return ec == std::errc{} && end == text.data() + text.size() && value >= 0 && value <= kMaxId ? std::optional(value)
                                                                                                : std::nullopt;
}

Task<> Live::begin(std::optional<std::int64_t> after_revision) {
  const auto keep = self();
  try {
    auto pass = co_await services_.realtime.greeting(loop_).enter(who_.caller.tenant.value);
    if (closed_) co_return;
    if (!pass) co_return on_shutdown(kReconnectAfterMs);
    co_await greet(after_revision);
    pass.reset();  // a reader that takes its time must not hold up who comes after it
    if (!closed_) co_await catch_up();
  } catch (const std::exception& e) {
    log::warn("begin_failed", {{"session", session_.value}, {"what", e.what()}});
    end(1011, "try again");
  }
}

Task<> Live::greet(std::optional<std::int64_t> after_revision) {
  const auto keep = self();
  co_await services_.chat.subscribe(session_, keep);
  const auto session = co_await services_.chat.find_session(who_.caller, session_);
  if (closed_) co_return;
  if (!session) co_return end(kCloseSessionGone, "session gone");
  put(ready_event(*session), 0);
  // A revision that was never reached belongs to another history: the client reloads.
  sent_revision_ = std::min(after_revision.value_or(session->revision), session->revision);
  newest_ = std::max(newest_, session->revision);
  sent_something();
  on_ready();
}

void Live::on_event(chat::SessionId, const chat::SharedEvent& event) {
  if (loop_.running_here()) return take(*event);
  asio::post(loop_.executor(), [keep = self(), event] { keep->take(*event); });
}

void Live::take(const chat::Event& event) {
  if (closed_) return;
  if (event.revision > 0) {
    newest_ = std::max(newest_, event.revision);
    if (catching_up_ || event.revision <= sent_revision_) return;
    if (event.revision > sent_revision_ + 1 || std::holds_alternative<chat::News>(event.body))
      return catch_up_from(sent_revision_);
    sent_revision_ = event.revision;
  } else if (catching_up_ || !follows(event)) {
    return;
  }
  const auto* message = std::get_if<chat::Message>(&event.body);
  if (message) note_reply(*message);
  put(message ? form(*message) : std::visit(EventWriter{}, event.body), event.revision);
  if (message) chat::stages::delivered().since(event.at);
  sent_something();
}

void Live::note_reply(const chat::Message& message) {
  if (message.reply_to) replied_to_ = std::max(replied_to_, *message.reply_to);
}

// Who joins while a reply is being written may be told of a later piece before what came before it, and of the whole
// after its message, which a replay found first.
bool Live::follows(const chat::Event& event) {
  const auto* delta = std::get_if<chat::Delta>(&event.body);
  if (!delta) return true;
  if (delta->reply_to <= replied_to_) return false;
  const bool next =
      shown_.reply_to == delta->reply_to && shown_.attempt == delta->attempt && shown_.end == delta->offset;
  if (delta->offset != 0 && !next) return false;
  shown_ = {delta->reply_to, delta->attempt, delta->offset + static_cast<std::int64_t>(code_points(delta->text))};
  return true;
}

void Live::sent_something() {
  if (dropped_) return;
  if (wire_->backlog() > kMaxBacklogBytes) {
    dropped_ = true;
    log::info("slow_client_dropped", {{"session", session_.value}});
    return wire_->close();
  }
  wire_->flush_soon();
}

void Live::catch_up_from(std::int64_t revision) {
  sent_revision_ = revision;
  catching_up_ = true;
  spawn(loop_, "catch_up", catch_up());
}

Task<> Live::wait_for_reader() {
  Timer timer(loop_.executor());
  while (!closed_ && wire_->backlog() > kReplayPauseBytes) {
    timer.expires_after(kReaderPoll);
    co_await timer.async_wait(use_task);
  }
}

Task<> Live::catch_up() {
  const auto keep = self();
  try {
    while (!closed_ && sent_revision_ < newest_) {
      const auto changes = co_await services_.chat.changes_after(who_.caller, session_, sent_revision_, kReplayPage);
      if (closed_) co_return;
      if (!changes) co_return end(kCloseSessionGone, "session gone");
      for (const auto& message : changes->messages) note_reply(message), put(form(message), message.revision);
      if (changes->session) put(session_event(*changes->session), changes->session->revision);
      if (changes->up_to <= sent_revision_) break;
      sent_revision_ = changes->up_to;
      sent_something();
      co_await wait_for_reader();
    }
  } catch (const std::exception& e) {
    // The client comes back and resumes where it was.
    log::warn("replay_failed", {{"session", session_.value}, {"what", e.what()}});
    end(1011, "try again");
  }
  catching_up_ = false;
  if (!closed_) services_.chat.show_written(session_, keep);
}

void Live::on_closed() {
  closed_ = true;
  services_.chat.unsubscribe(session_, shared_from_this());
  services_.realtime.leave(*this);
}

}  // namespace parlance::gateway
