#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ai/dialogue.hpp"
#include "chat/types.hpp"
#include "crm/types.hpp"

namespace parlance::ai {

// A stored customer message that waits for its answer.
struct Question {
  Caller caller;
  chat::MessageId message;
  std::string text;
  std::string locale;
  std::string customer_name;  // empty: unknown
  Dialogue dialogue;
  std::int64_t epoch = 0;  // of the session when the question was read; an answer under an older one is refused
};

struct TicketWrite {
  crm::TicketId id;
  crm::NewTicket ticket;
};

struct CommentWrite {
  crm::TicketId ticket;
  std::string body;
};

// Something that the assistant did or would do, for those who look at its reasoning.
struct Action {
  std::string name;    // as the tools are called: ticket_lookup, list_orders, …
  std::string object;  // its argument: a number, a search; may be empty
};

// An answer and all that it changes, stored in one write.
struct Answer {
  std::string text;
  std::string parts;  // JSON array; empty: none
  chat::MessageType type = chat::MessageType::text;
  std::string intent;
  double confidence = 0;
  std::string entities;  // JSON; empty: none
  Dialogue dialogue;     // after it
  std::vector<Action> actions;
  std::optional<TicketWrite> ticket;
  std::optional<CommentWrite> comment;
};

}  // namespace parlance::ai
