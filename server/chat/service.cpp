#include "chat/service.hpp"

#include "chat/stages.hpp"

namespace parlance::chat {
namespace {

constexpr std::int64_t kMaxListedSessions = 100;
constexpr std::size_t kStandingsPage = 2'000;  // sessions asked about at once
auto not_found() { return fail(kNotFound, "There is no such session."); }

}  // namespace

Service::Service(Loops& loops, Store& store, Options options)
    : loops_(loops),
      store_(store),
      options_(options),
      hubs_(loops.size()),
      gates_(loops, {options.max_at_once, options.max_waiting}) {}

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
  const auto start = metrics::Clock::now();
  auto appended = co_await append_anywhere(caller, std::move(message));
  if (appended && appended->fresh) {
    stages::stored().since(start);
    messages_of_tenants().at(std::to_string(caller.tenant.value)).add();
  }
  co_return appended;
}

Task<Result<Appended>> Service::append_anywhere(Caller caller, NewMessage message) {
  Loop& home = loops_.home(message.session.value);
  if (home.running_here()) co_return co_await append_at_home(caller, std::move(message));
  co_return co_await on(home, [this, caller, message = std::move(message)]() mutable {
    return append_at_home(caller, std::move(message));
  });
}

Task<Result<Appended>> Service::append_at_home(Caller caller, NewMessage message) {
  const auto pass = co_await gates_.here().enter(caller.tenant.value);
  if (!pass)
    co_return fail(kOverloaded, "The company's customers send more at the moment than the server takes; wait a moment.",
                   {}, kBusyRetryMs);
  // Answers keep the questions' order, so that only who waits behind nobody is answered at once.
  if (answer_at_once_ && !(has_unanswered_ && has_unanswered_(message.session)))
    if (auto exchange = co_await answer_at_once_(caller, message, idle_since())) co_return tell(std::move(*exchange));
  auto appended = co_await store_.append_message(caller, message, now_ms(), {idle_since(), options_.max_unanswered});
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
  if (fanout_ && event.revision > 0) fanout_->tell({session, event.revision});
  publish_here(session, std::move(event));
}

void Service::publish_here(SessionId session, Event event) {
  hub(session).publish(session, std::make_shared<const Event>(std::move(event)));
}

void Service::announce(Message message) {
  const auto session = message.session();
  const auto revision = message.revision;
  publish(session, {std::move(message), revision});
}

Task<> Service::announce_session(Caller caller, SessionId id) {
  if (auto session = co_await store_.find_session(caller, id)) publish(id, {*session, session->revision});
}

void Service::announce_typing(SessionId session, Typing typing) { publish(session, {typing}); }

void Service::write(MessageId reply_to, int attempt, std::string_view piece) {
  const auto session = session_of(reply_to);
  const auto delta = hub(session).write(session, reply_to, attempt, piece);
  if (delta && fanout_) fanout_->show(*delta);
}

void Service::end_writing(MessageId reply_to) {
  const auto session = session_of(reply_to);
  hub(session).end_writing(session, reply_to);
}

void Service::show_written(SessionId session, std::shared_ptr<Subscriber> subscriber) {
  Loop& home = loops_.home(session.value);
  auto show = [this, session, subscriber = std::move(subscriber)] { hub(session).show_written(session, *subscriber); };
  if (home.running_here())
    show();
  else
    asio::post(home.executor(), std::move(show));
}

void Service::hear(Standing standing) {
  asio::post(loops_.home(standing.session.value).executor(), [this, standing] {
    auto& live = hub(standing.session);
    if (!live.lacks(standing.session, standing.revision)) return;
    live.forget_written_elsewhere(standing.session);  // it may have become a message; where not, it is asked for again
    publish_here(standing.session, {News{}, standing.revision});
  });
}

void Service::hear_piece(Delta piece) {
  const auto session = session_of(piece.reply_to);
  asio::post(loops_.home(session.value).executor(), [this, session, piece = std::move(piece)] {
    if (!hub(session).take(session, piece)) fanout_->ask_for_written(session);
  });
}

void Service::show_others(SessionId session) {
  asio::post(loops_.home(session.value).executor(), [this, session] {
    auto& live = hub(session);
    if (live.writes_here(session)) fanout_->show(*live.written(session));
  });
}

Task<> Service::find_unheard(Loop& loop) {
  const auto live = hubs_[loop.index()].sessions();
  for (std::size_t from = 0; from < live.size(); from += kStandingsPage) {
    const auto count = std::min(kStandingsPage, live.size() - from);
    const auto first = live.begin() + static_cast<std::ptrdiff_t>(from);
    for (const auto& standing : co_await store_.standings({first, first + static_cast<std::ptrdiff_t>(count)}))
      hear(standing);
  }
}

Task<> Service::subscribe(SessionId session, std::shared_ptr<Subscriber> subscriber) {
  co_await on(loops_.home(session.value), [this, session, subscriber]() -> Task<> {
    if (hub(session).subscribe(session, subscriber) && fanout_) fanout_->listen(session);
    co_return;
  });
}

void Service::unsubscribe(SessionId session, std::shared_ptr<Subscriber> subscriber) {
  Loop& home = loops_.home(session.value);
  auto leave = [this, session, subscriber = std::move(subscriber)] {
    if (hub(session).unsubscribe(session, subscriber.get()) && fanout_) fanout_->leave(session);
  };
  if (home.running_here())
    leave();
  else
    asio::post(home.executor(), std::move(leave));
}

}  // namespace parlance::chat
