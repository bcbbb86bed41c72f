#pragma once
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/metrics.hpp"
#include "chat/types.hpp"

namespace parlance::chat {

class Subscriber;

struct Typing {
  SenderType sender_type;
  bool active;
};

// Another node stored something: it is to be read.
struct News {};

// Something that happened in a session. Durable ones have the revision they took; others have 0.
struct Event {
  std::variant<Message, Session, Typing, Delta, News> body;
  std::int64_t revision = 0;
  metrics::Clock::time_point at = metrics::Clock::now();
};

using SharedEvent = std::shared_ptr<const Event>;

class Subscriber : public std::enable_shared_from_this<Subscriber> {
 public:
  virtual ~Subscriber() = default;
  // Called on the session's loop, in order of revision. Must not block and must not throw.
  virtual void on_event(SessionId session, const SharedEvent& event) = 0;
};

// Who listens to which session, on one loop; used on that loop's thread only.
class Hub {
 public:
  // True: it is the session's first.
  bool subscribe(SessionId session, const std::shared_ptr<Subscriber>& subscriber);
  // True: it was the session's last.
  bool unsubscribe(SessionId session, const Subscriber* subscriber);
  void publish(SessionId session, const SharedEvent& event);
  // Publishes the next piece of a reply, and remembers it until the reply's message is published, or its end told. What
  // goes beyond a message's size is not shown.
  // The piece; nothing where it is not shown.
  std::optional<Delta> write(SessionId session, MessageId reply_to, int attempt, std::string_view piece);
  // The same of a piece that another node writes. False: the ones before it were missed.
  bool take(SessionId session, const Delta& piece);
  // What there is so far of the reply that is being written, here or elsewhere, as one piece.
  std::optional<Delta> written(SessionId session) const;
  bool writes_here(SessionId session) const;
  void forget_written_elsewhere(SessionId session);
  void end_writing(SessionId session, MessageId reply_to);
  // Tells that to one listener.
  void show_written(SessionId session, Subscriber& subscriber) const;
  // The sessions that someone listens to.
  std::vector<SessionId> sessions() const;
  // Whether someone listens who may not have been told of that revision.
  bool lacks(SessionId session, std::int64_t revision) const;

 private:
  struct Live {
    std::vector<std::weak_ptr<Subscriber>> listeners;
    std::int64_t told = 0;  // the highest revision
  };
  struct Written {
    Delta so_far;             // from offset 0
    std::int64_t length = 0;  // code points
    bool here = false;        // by this node
    bool full = false;        // what comes next is not shown
  };
  bool join(SessionId session, Written& written, const Delta& piece);

  std::unordered_map<SessionId, Live> live_;
  std::unordered_map<SessionId, Written> written_;
};

}  // namespace parlance::chat
