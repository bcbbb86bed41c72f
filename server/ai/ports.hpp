#pragma once
#include "ai/types.hpp"
#include "base/async/task.hpp"

namespace parlance::ai {

struct Unanswered {
  Caller caller;
  chat::MessageId message;
  bool begun = false;  // by a node that is dead
};

// The state in which a new message finds its session, before it is stored.
struct Foreseen {
  Question question;          // with the id that the message will have
  std::int64_t last_seq = 0;  // of the session; where it or the epoch has risen, the state is another
  UnixMs seen_at = 0;
};

// A message and its answer as one write: half the syncs and half the work of two. Only for answers that change nothing
// but the conversation.
class ExchangeStore {
 public:
  virtual ~ExchangeStore() = default;

  // Nothing where the message would be refused, or has to wait: for an earlier question, or for a human.
  virtual Task<std::optional<Foreseen>> foresee(Caller caller, const chat::NewMessage& message, UnixMs idle_since) = 0;
  // Nothing, and nothing is stored, where something has happened in the session since it was foreseen, or the session
  // has a message with that client_id.
  virtual Task<std::optional<chat::Exchange>> store(const Foreseen& foreseen, const chat::NewMessage& message,
                                                    const Answer& answer, UnixMs now) = 0;
};

class TurnStore {
 public:
  virtual ~TurnStore() = default;

  // The oldest open question of the message's session, which this node has from now on; nothing where the message has
  // its answer already. Throws `Fault` while another node is at work there.
  virtual Task<std::optional<Question>> load(Caller caller, chat::MessageId message) = 0;
  // The session's state and the customer, for a text that is not stored. Nothing where the session is not the caller's.
  virtual Task<std::optional<Question>> rehearse(Caller caller, std::optional<chat::SessionId> session,
                                                 std::string text) = 0;
  // The session's last texts, oldest first.
  virtual Task<std::vector<chat::Message>> recent(Caller caller, chat::SessionId session, std::int64_t limit) = 0;
  // Stores the answer and all it changes; the reply as stored, or nothing where the question was answered or taken over
  // meanwhile.
  virtual Task<std::optional<chat::Message>> commit(const Question& question, const Answer& answer, UnixMs now) = 0;
  // Counts that a question which outlived the server is begun again, durably before it is; how often it was by now;
  // 0 where it has its answer already.
  virtual Task<std::int64_t> begin_again(Caller caller, chat::MessageId message) = 0;
  // Questions without an answer that no living node is at work on, nor has been for so long; negative: however new.
  // Each tenant's oldest first.
  virtual Task<std::vector<Unanswered>> unanswered(std::int64_t untouched_ms, std::int64_t limit) = 0;
};

}  // namespace parlance::ai
