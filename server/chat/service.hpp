#pragma once
#include <functional>
#include <vector>

#include "base/async/loops.hpp"
#include "chat/hub.hpp"
#include "chat/ports.hpp"

namespace parlance::chat {

struct Options {
  std::int64_t idle_close_ms = 0;   // 0: never
  std::int64_t max_unanswered = 0;  // messages of one session that wait for their answer
};

// Sessions, messages and their delivery. Callable from every loop.
class Service {
 public:
  // Told of every stored customer message, on the session's loop and before the sender's `ack`. It must not block.
  using OnQuestion = std::function<void(Caller, const Message&)>;
  // Stores a message together with its answer, where that can be had at once; nothing: nothing was stored, and the
  // message is stored by itself. On the session's loop.
  using AnswerAtOnce = std::function<Task<std::optional<Exchange>>(Caller, const NewMessage&, UnixMs idle_since)>;
  // How many of a session's messages wait for their answer; asked on the session's loop.
  using Unanswered = std::function<std::int64_t(SessionId)>;

  Service(Loops& loops, Store& store, Options options)
      : loops_(loops), store_(store), options_(options), hubs_(loops.size()) {}
  void answer_at_once(AnswerAtOnce callback) { answer_at_once_ = std::move(callback); }
  void on_question(OnQuestion callback, Unanswered unanswered) {
    on_question_ = std::move(callback), unanswered_ = std::move(unanswered);
  }

  Task<Session> create_session(Caller caller, NewSession wanted);
  Task<Result<Session>> find_session(Caller caller, SessionId id);
  Task<std::vector<Session>> list_sessions(Caller caller);
  Task<Result<History>> history(Caller caller, SessionId id, Page page);
  Task<Result<Changes>> changes_after(Caller caller, SessionId id, std::int64_t revision, std::int64_t limit);

  Task<Result<Appended>> append(Caller caller, NewMessage message);
  Task<Result<void>> mark_read(Caller caller, SessionId id, std::int64_t seq);

  // Tells everyone connected to the message's session. For writers of replies, after their commit, on the session's
  // loop.
  void announce(Message message);
  void announce_typing(SessionId session, Typing typing);

  Task<> subscribe(SessionId session, std::shared_ptr<Subscriber> subscriber);
  void unsubscribe(SessionId session, std::shared_ptr<Subscriber> subscriber);

 private:
  Hub& hub(SessionId session) { return hubs_[loops_.home(session.value).index()]; }
  void publish(SessionId session, Event event);
  Task<std::optional<Session>> close_if_idle(Caller caller, const Session& session);
  Task<Result<Appended>> append_at_home(Caller caller, NewMessage message);
  Appended tell(Exchange exchange);
  UnixMs idle_since() const;

  Loops& loops_;
  Store& store_;
  Options options_;
  std::vector<Hub> hubs_;
  AnswerAtOnce answer_at_once_;
  OnQuestion on_question_;
  Unanswered unanswered_;
};

}  // namespace parlance::chat
