#pragma once
#include <functional>
#include <vector>

#include "base/async/loops.hpp"
#include "chat/hub.hpp"
#include "chat/ports.hpp"
#include "jobs/fair_gates.hpp"

namespace parlance::chat {

struct Options {
  std::int64_t idle_close_ms = 0;   // 0: never
  std::int64_t max_unanswered = 0;  // messages of one session that wait for their answer
  std::int64_t max_at_once = 0;     // messages that one loop stores at a time; the others wait, fairly between tenants
  std::int64_t max_waiting = 0;     // messages of one tenant that wait for that, on one loop
};

// Sessions, messages and their delivery. Callable from every loop.
class Service {
 public:
  // Told of every stored customer message, on the session's loop and before the sender's `ack`. It must not block.
  using OnQuestion = std::function<void(Caller, const Message&)>;
  // Stores a message together with its answer, where that can be had at once; nothing: nothing was stored, and the
  // message is stored by itself. On the session's loop.
  using AnswerAtOnce = std::function<Task<std::optional<Exchange>>(Caller, const NewMessage&, UnixMs idle_since)>;
  // Whether messages of a session wait for their answer here; asked on the session's loop.
  using HasUnanswered = std::function<bool(SessionId)>;

  Service(Loops& loops, Store& store, Options options);
  // How large a share of the server each tenant has where there is not enough for all. Before any use.
  void set_weights(const std::map<std::int64_t, double>& weights) { gates_.set_weights(weights); }
  // Where other nodes serve the same sessions. Before any use.
  void tell_others(Fanout& fanout) { fanout_ = &fanout; }
  void answer_at_once(AnswerAtOnce callback) { answer_at_once_ = std::move(callback); }
  void on_question(OnQuestion callback, HasUnanswered has_unanswered) {
    on_question_ = std::move(callback), has_unanswered_ = std::move(has_unanswered);
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
  // After a change of the session itself.
  Task<> announce_session(Caller caller, SessionId id);
  void announce_typing(SessionId session, Typing typing);
  // Shows everyone connected the next piece of a reply that is being written: UTF-8, whole characters. A higher attempt
  // begins the reply anew; its message, once announced, replaces it. On the session's loop.
  void write(MessageId reply_to, int attempt, std::string_view piece);
  // Of a reply that ends without a message of this server: its writer failed, or was overtaken.
  void end_writing(MessageId reply_to);
  // Tells a listener what there is so far of such a reply.
  void show_written(SessionId session, std::shared_ptr<Subscriber> subscriber);
  // Another node says where a session stands. From any thread.
  void hear(Standing standing);
  // Another node writes a reply, or asks for what is written here. From any thread.
  void hear_piece(Delta piece);
  void show_others(SessionId session);
  // Compares what those who listen on this loop were told with the database; for what was stored by another node and
  // not heard of. On the loop.
  Task<> find_unheard(Loop& loop);

  Task<> subscribe(SessionId session, std::shared_ptr<Subscriber> subscriber);
  void unsubscribe(SessionId session, std::shared_ptr<Subscriber> subscriber);

 private:
  Hub& hub(SessionId session) { return hubs_[loops_.home(session.value).index()]; }
  // To those who listen here, and to other nodes.
  void publish(SessionId session, Event event);
  void publish_here(SessionId session, Event event);
  Task<std::optional<Session>> close_if_idle(Caller caller, const Session& session);
  Task<Result<Appended>> append_anywhere(Caller caller, NewMessage message);
  Task<Result<Appended>> append_at_home(Caller caller, NewMessage message);
  Appended tell(Exchange exchange);
  UnixMs idle_since() const;

  Loops& loops_;
  Store& store_;
  Options options_;
  Fanout* fanout_ = nullptr;
  std::vector<Hub> hubs_;  // by loop
  jobs::FairGates gates_;
  AnswerAtOnce answer_at_once_;
  OnQuestion on_question_;
  HasUnanswered has_unanswered_;
};

}  // namespace parlance::chat
