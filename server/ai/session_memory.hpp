#pragma once
#include <unordered_map>

#include "ai/ports.hpp"

namespace parlance::ai {

// How the last exchanges left their sessions, so that the next message of each is answered without a look at the
// session. It is a guess: what another node or a longer way has changed meanwhile has the exchange refused, and the
// session looked up. On one loop.
class SessionMemory {
 public:
  static constexpr std::size_t kGeneration = 2'048;    // sessions; of twice as many the oldest are forgotten
  static constexpr std::int64_t kFreshForMs = 60'000;  // since the look at the customer, whose name may be changed

  // What a new message will find; forgotten with that. Nothing where the session is not known, or where the message may
  // be refused: it has been idle since `idle_since`, or is nearly full.
  std::optional<Foreseen> take(Caller caller, const chat::NewMessage& message, UnixMs idle_since, UnixMs now);
  // An exchange was stored, which `foreseen` was right about.
  void keep(Foreseen foreseen, Dialogue dialogue, UnixMs now);

 private:
  struct Left {
    Foreseen state;  // `last_seq` and `dialogue` as the exchange left them
    UnixMs last_message_at = 0;
  };
  using Generation = std::unordered_map<chat::SessionId, Left>;

  Generation young_, old_;
};

}  // namespace parlance::ai
