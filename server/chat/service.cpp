#include "chat/service.hpp"

namespace parlance::chat {
namespace {

constexpr std::int64_t kMaxListedSessions = 100;
constexpr std::uint32_t kBusyRetryMs = 1000;

auto not_found() { return fail(kNotFound, "There is no such session."); }

}  // namespace

UnixMs Service::idle_since() const { return options_.idle_close_ms == 0 ? 0 : now_ms() - options_.idle_close_ms; }

Task<Session> Service::create_session(Caller caller, NewSession wanted) {
  co_return co_await store_.create_session(caller, std::move(wanted), now_ms());
}

Task<std::optional<Session>> Service::close_if_idle(Caller caller, const Session& session) {
  if (session.status != SessionStatus::active || session.last_message_at >= idle_since()) co_return std::nullopt;
  co_return co_await on(loops_.home(session.id.value),
                        [this, caller, id = session.id]() -> Task<std::optional<Session>> {
                          auto closed = co_await store_.close_idle(caller, id, idle_since());
                          if (closed) publish(id, {*closed, closed->revision});
                          co_return closed;
                        });
}

Task<Result<Session>> Service::find_session(Caller caller, SessionId id) {
  auto session = co_await store_.find_session(caller, id);
  if (!session) co_return not_found();
  auto closed = co_await close_if_idle(caller, *session);
  co_return closed ? std::move(*closed) : std::move(*session);
}

Task<std::vector<Session>> Service::list_sessions(Caller caller) {
  co_return co_await store_.list_sessions(caller, kMaxListedSessions);
}

Task<Result<History>> Service::history(Caller caller, SessionId id, Page page) {
  auto history = co_await store_.history(caller, id, page);
  if (!history) co_return not_found();
  co_return std::move(*history);
}

Task<Result<Changes>> Service::changes_after(Caller caller, SessionId id, std::int64_t revision, std::int64_t limit) {
  auto changes = co_await store_.changes_after(caller, id, revision, limit);
  if (!changes) co_return not_found();
  co_return std::move(*changes);
}

Task<Result<Appended>> Service::append(Caller caller, NewMessage message) {
  Loop& home = loops_.home(message.session.value);
  if (home.running_here()) co_return co_await append_at_home(caller, std::move(message));
  co_return co_await on(home, [this, caller, message = std::move(message)]() mutable {
    return append_at_home(caller, std::move(message));
  });
}

Task<Result<Appended>> Service::append_at_home(Caller caller, NewMessage message) {
  const auto waiting = unanswered_ ? unanswered_(message.session) : 0;
  if (waiting >= options_.max_unanswered)
    co_return fail(kOverloaded, "Too many of this session's messages wait for their answer; wait for one.", {},
                   kBusyRetryMs);
  // Answers keep the questions' order, so that only who waits behind nobody is answered at once.
  if (waiting == 0 && answer_at_once_)
    if (auto exchange = co_await answer_at_once_(caller, message, idle_since())) co_return tell(std::move(*exchange));
  auto appended = co_await store_.append_message(caller, message, now_ms(), idle_since());
  if (!appended && appended.error().code == kSessionClosed) {
    const auto closed = co_await store_.close_idle(caller, message.session, idle_since());
    if (closed) publish(message.session, {*closed, closed->revision});
  }
  if (!appended || !appended->fresh) co_return appended;
  if (on_question_) on_question_(caller, appended->message);
  publish(message.session, {appended->message, appended->message.revision});
  co_return appended;
}

Appended Service::tell(Exchange exchange) {
  publish(exchange.question.session(), {exchange.question, exchange.question.revision});
  announce(std::move(exchange.answer));
  return {std::move(exchange.question), true};
}

Task<Result<void>> Service::mark_read(Caller caller, SessionId id, std::int64_t seq) {
  co_return co_await on(loops_.home(id.value), [this, caller, id, seq]() -> Task<Result<void>> {
    const auto session = co_await store_.find_session(caller, id);
    if (!session) co_return not_found();
    if (seq > session->last_seq) co_return fail(kInvalidField, "`seq` is beyond the session's last message.", "/seq");
    if (seq <= session->read_customer) co_return Result<void>{};
    const auto changed = co_await store_.mark_read(caller, id, seq);
    if (changed) publish(id, {*changed, changed->revision});
    co_return Result<void>{};
  });
}

void Service::publish(SessionId session, Event event) {
  hub(session).publish(session, std::make_shared<const Event>(std::move(event)));
}

void Service::announce(Message message) {
  const auto session = message.session();
  const auto revision = message.revision;
  publish(session, {std::move(message), revision});
}

void Service::announce_typing(SessionId session, Typing typing) { publish(session, {typing}); }

Task<> Service::subscribe(SessionId session, std::shared_ptr<Subscriber> subscriber) {
  co_await on(loops_.home(session.value), [this, session, subscriber]() -> Task<> {
    hub(session).subscribe(session, subscriber);
    co_return;
  });
}

void Service::unsubscribe(SessionId session, std::shared_ptr<Subscriber> subscriber) {
  Loop& home = loops_.home(session.value);
  auto leave = [this, session, subscriber = std::move(subscriber)] {
    hub(session).unsubscribe(session, subscriber.get());
  };
  if (home.running_here())
    leave();
  else
    asio::post(home.executor(), std::move(leave));
}

}  // namespace parlance::chat
