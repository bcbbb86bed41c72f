#pragma once
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "chat/types.hpp"

namespace parlance::chat {

class Subscriber;

struct Typing {
  SenderType sender_type;
  bool active;
};

// Something that happened in a session. Durable ones have the revision they took; others have 0.
struct Event {
  std::variant<Message, Session, Typing> body;
  std::int64_t revision = 0;
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
  void subscribe(SessionId session, const std::shared_ptr<Subscriber>& subscriber);
  void unsubscribe(SessionId session, const Subscriber* subscriber);
  void publish(SessionId session, const SharedEvent& event);
  std::size_t sessions() const { return live_.size(); }

 private:
  std::unordered_map<SessionId, std::vector<std::weak_ptr<Subscriber>>> live_;
};

}  // namespace parlance::chat
