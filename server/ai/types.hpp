#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ai/dialogue.hpp"
#include "ai/model/chain.hpp"
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
  std::int64_t epoch = 0;     // of the session when the question was read; an answer under an older one is refused
  int tries = 0;              // by this server since its start
  bool is_early = false;      // it was written before what the assistant asked last
  bool is_waiting = false;    // a human was asked for
  std::int64_t attempts = 0;  // how often its answer was begun anew, after a restart
  std::string traceparent{};  // of the request that waits for the answer; empty: none does
};

struct TicketWrite {
  crm::TicketId id;
  crm::NewTicket ticket;
};

struct CommentWrite {
  crm::TicketId ticket;
  std::string body;
};

struct CancelWrite {
  crm::OrderId order;
  std::string external_id;
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
  std::optional<crm::TicketId> close;
  std::optional<CancelWrite> cancel;
  bool hand_over = false;    // from now on a human answers in the session
  bool interrupted = false;  // it ends where the customer asked something new
  std::string trace;         // JSON: why it is what it is; empty: the embedded engine's
  std::vector<model::Spent> spent;
};

}  // namespace parlance::ai
