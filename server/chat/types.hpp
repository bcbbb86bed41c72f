#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "chat/caller.hpp"

namespace parlance::chat {

using SessionId = Id<struct SessionTag>;
using MessageId = Id<struct MessageTag>;

// A message's id is its session's id and its `seq`, so that a session's history lies together under one key.
inline constexpr std::int64_t kMaxSeq = (1 << 20) - 1;  // messages per session; then the session is full
constexpr MessageId message_id(SessionId session, std::int64_t seq) { return {session.value * (kMaxSeq + 1) + seq}; }
constexpr SessionId session_of(MessageId message) { return {message.value / (kMaxSeq + 1)}; }
constexpr std::int64_t seq_of(MessageId message) { return message.value % (kMaxSeq + 1); }

// A question takes no `seq` above this one, so that every question still open finds one for its answer.
inline constexpr std::int64_t kMaxUnanswered = 100'000;
inline constexpr std::int64_t kMaxQuestionSeq = kMaxSeq - kMaxUnanswered - 1;

inline constexpr std::size_t kMaxMessageBytes = 16'384;  // of UTF-8 after trimming
inline constexpr std::size_t kMaxPageUrlBytes = 2'048;
inline constexpr std::int64_t kDefaultPage = 50, kMaxPage = 200;

// Stored as these numbers.
enum class SessionStatus : std::uint8_t { active = 0, waiting = 1, closed = 2 };
enum class SenderType : std::uint8_t { customer = 0, bot = 1, agent = 2 };
enum class MessageType : std::uint8_t { text = 0, voice = 1, file = 2, system = 3 };

struct Agent {
  std::int64_t id = 0;
  std::string name;
};

struct Session {
  SessionId id;
  SessionStatus status = SessionStatus::active;
  UnixMs started_at = 0;
  UnixMs last_message_at = 0;
  std::optional<Agent> agent;
  std::string locale;
  std::int64_t last_seq = 0;
  std::int64_t revision = 0;      // of the session and all in it
  std::int64_t own_revision = 0;  // at which status, agent or read marks last changed
  std::int64_t read_customer = 0;
  std::int64_t read_agent = 0;
};

struct Message {
  MessageId id;
  std::int64_t revision = 0;
  std::optional<Uuid> client_id;
  SenderType sender_type = SenderType::customer;
  std::optional<std::int64_t> sender_id;
  std::string text;
  MessageType type = MessageType::text;
  std::optional<std::string> file_url;
  std::string ai_intent;    // empty: none
  std::string ai_entities;  // JSON; empty: none
  std::string parts;        // JSON array; empty: none
  UnixMs created_at = 0;
  std::optional<MessageId> reply_to;
  bool interrupted = false;  // a reply that ends where a human or a newer question cut it

  SessionId session() const { return session_of(id); }
  std::int64_t seq() const { return seq_of(id); }
};

// A piece of a reply that is being written. A higher attempt voids what was shown of it; the reply's message replaces
// it.
struct Delta {
  MessageId reply_to;
  int attempt = 1;
  std::int64_t offset = 0;  // of the piece in the attempt, in Unicode code points; 0: it begins anew
  std::string text;
};

struct NewSession {
  std::string locale;    // BCP 47; empty: the contact's
  std::string page_url;  // empty: unknown
  std::string zone;      // as the IANA names it; empty: unknown
};

struct NewMessage {
  SessionId session;
  Uuid client_id;
  std::string text;  // as `check_text` gave it
};

// A message and its answer, stored as one.
struct Exchange {
  Message question, answer;
};

struct Page {
  std::optional<std::int64_t> after_seq, before_seq;
  std::int64_t limit = kDefaultPage;
};

struct History {
  std::vector<Message> messages;  // oldest first
  bool has_more = false;          // in the direction that was paged
};

// What is newer than a revision, oldest first; `up_to` is the revision that a reader of it has reached.
struct Changes {
  std::vector<Message> messages;
  std::optional<Session> session;
  std::int64_t up_to = 0;
  bool complete = true;  // false: a page; ask again from `up_to`
};

inline constexpr ErrorCode kSessionClosed{"session_closed"};
inline constexpr ErrorCode kSessionFull{"session_full"};
inline constexpr std::uint32_t kBusyRetryMs = 1000;  // with kOverloaded
inline constexpr ErrorCode kClientIdReused{"client_id_reused"};

// The text trimmed, or what is wrong with it: empty, over kMaxMessageBytes, U+0000. `text` must be UTF-8.
Result<std::string> check_text(std::string_view text);

}  // namespace parlance::chat
