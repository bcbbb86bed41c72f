#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ai/nlu/language/tongue.hpp"
#include "crm/types.hpp"

namespace parlance::ai {

// What the assistant asked last, and so what a bare "yes" or a bare text answers.
enum class Expecting {
  nothing,
  ticket_details,  // "Would you like more details?"
  order_details,
  ticket_offer,  // "Shall I open a ticket about it?"
  ticket_title,
  ticket_description,
  ticket_confirmation,
  comment_ticket,  // which ticket
  comment_text,
  comment_confirmation,
  cancel_order,  // which order
  close_confirmation,
  cancel_confirmation,
  human_confirmation,
};

// Whether the next message is dictated: a text that is kept as it is.
constexpr bool expects_text(Expecting e) {
  return e == Expecting::ticket_title || e == Expecting::ticket_description || e == Expecting::comment_text;
}

// What is remembered of a conversation, stored with the session.
struct Dialogue {
  Expecting expecting = Expecting::nothing;
  std::int64_t ticket = 0;        // the one last spoken of; 0: none
  std::string order;              // likewise
  std::int64_t other_ticket = 0;  // the one spoken of before that
  std::string other_order;
  bool about_order = false;                  // which of them a lone number continues
  std::vector<std::string> listed;           // the numbers that were listed last, in order
  std::string title, description, priority;  // of a ticket being written
  std::string comment;
  std::int64_t handoff = 0;                // the ticket that was opened for a human; 0: none
  int misses = 0;                          // messages in a row that were not understood
  nlu::Tongue tongue = nlu::Tongue::none;  // what the customer writes
  std::string zone;                        // where they are, as the IANA names it; empty: the page did not say

  // Keeps what was spoken of before as the other one.
  void follow(const Dialogue& before) {
    if (before.ticket != 0 && ticket != before.ticket) other_ticket = before.ticket;
    if (!before.order.empty() && order != before.order) other_order = before.order;
  }
  // Ends what was under way; what was spoken of stays.
  void settle() {
    expecting = Expecting::nothing, title.clear(), description.clear(), priority.clear(), comment.clear();
  }
};

std::string to_json(const Dialogue& dialogue);
// A state that cannot be read is a new one: it is never worth failing a conversation for.
Dialogue dialogue_from(std::string_view json);

}  // namespace parlance::ai
