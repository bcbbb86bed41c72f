#pragma once
#include "ai/subjects.hpp"

namespace parlance::ai {

// Adds what a message without a number calls by a word of its title, or of what was ordered: "my login ticket", "the
// lamp". Nothing where it fits none of the customer's own, or several.
Task<> find_by_name(const Turn& turn, Subjects& subjects);

// The same of tickets alone, or orders, whatever the message is taken to want.
Task<> find_ticket_by_name(const Turn& turn, Subjects& subjects);
Task<> find_order_by_name(const Turn& turn, Subjects& subjects);

}  // namespace parlance::ai
