#pragma once
#include "ai/reply.hpp"

namespace parlance::ai {

inline constexpr std::size_t kMaxSubjects = 5;  // of one message

// The tickets and orders that a message speaks of, in its order.
struct Subjects {
  std::vector<crm::TicketId> tickets;
  std::vector<std::string> orders;
  std::string impossible;    // a number that is nobody's, being too long; empty: none
  bool pointed_at = false;   // "the second one", "the other one": no number was said
  std::size_t repeated = 0;  // the place of the one that was named again, from 1; 0: none
  bool left_out = false;     // more were named than kMaxSubjects
  bool empty() const { return tickets.empty() && orders.empty(); }
};

// By number, or by place in what was listed last ("the second one"). A number that nothing says more of is looked up:
// it is whichever of the customer's own things has it.
Task<Subjects> find_subjects(Turn& turn);

// Nothing where they are no number, or one that is too long to be a ticket's.
std::optional<crm::TicketId> parse_ticket_number(std::string_view digits);

// "What about 77 then?", "show me 77": nothing but the number.
bool says_little_else(const Turn& turn);

// True where one of the words stands in the message.
bool speaks_of(const Turn& turn, std::initializer_list<std::string_view> words);

}  // namespace parlance::ai
