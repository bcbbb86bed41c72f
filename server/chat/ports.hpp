#pragma once
#include "base/async/task.hpp"
#include "chat/types.hpp"

namespace parlance::chat {

// Where a session stands.
struct Standing {
  SessionId session;
  std::int64_t revision = 0;
};

struct Appended {
  Message message;
  bool fresh = false;  // false: this client_id was stored before, and this is that message
};

struct AppendLimits {
  UnixMs idle_since = 0;
  std::int64_t max_unanswered = 0;  // messages of the session
};

// What chat needs of a database. A write is durable when its task ends. Faults of the database are thrown as `Fault`.
class Store {
 public:
  virtual ~Store() = default;

  virtual Task<Session> create_session(Caller caller, NewSession wanted, UnixMs now) = 0;
  virtual Task<std::optional<Session>> find_session(Caller caller, SessionId id) = 0;
  // Newest first.
  virtual Task<std::vector<Session>> list_sessions(Caller caller, std::int64_t limit) = 0;
  // Nothing where the caller has no such session.
  virtual Task<std::optional<History>> history(Caller caller, SessionId id, Page page) = 0;
  virtual Task<std::optional<Changes>> changes_after(Caller caller, SessionId id, std::int64_t revision,
                                                     std::int64_t limit) = 0;

  // Where those of the sessions stand that are there. Of all tenants; for finding what a node has not heard of.
  virtual Task<std::vector<Standing>> standings(const std::vector<SessionId>& sessions) = 0;

  // kNotFound, kSessionClosed (also where nothing happened since), kSessionFull, kClientIdReused; kOverloaded where so
  // many wait for their answer already.
  virtual Task<Result<Appended>> append_message(Caller caller, const NewMessage& message, UnixMs now,
                                                AppendLimits limits) = 0;
  // The session as it is after the change; nothing where nothing changed.
  virtual Task<std::optional<Session>> mark_read(Caller caller, SessionId id, std::int64_t seq) = 0;
  virtual Task<std::optional<Session>> close_idle(Caller caller, SessionId id, UnixMs idle_since) = 0;
};

// Tells other nodes at once what is stored here, and this one what is stored there. What it loses is found in the
// database. On the session's loop.
class Fanout {
 public:
  virtual ~Fanout() = default;

  virtual void tell(Standing standing) = 0;
  // A piece of a reply that is being written here.
  virtual void show(const Delta& piece) = 0;
  // Whoever writes a reply in the session shows what there is of it.
  virtual void ask_for_written(SessionId session) = 0;
  // The first listener of the session has come, or the last one gone.
  virtual void listen(SessionId session) = 0;
  virtual void leave(SessionId session) = 0;
  // False: nothing is told at the moment. From any thread.
  virtual bool is_up() const = 0;
};

}  // namespace parlance::chat
