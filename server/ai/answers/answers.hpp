#pragma once
#include "ai/reply.hpp"

// One use case each: they read what is true, say it, and leave in the dialogue what they asked.
namespace parlance::ai {

Task<> answer_ticket_status(Turn& turn, std::optional<crm::TicketId> id);
Task<> answer_several_tickets(Turn& turn, const std::vector<crm::TicketId>& ids);
Task<> answer_ticket_details(Turn& turn, crm::TicketId id);
Task<> answer_order_status(Turn& turn, std::string key);
Task<> answer_several_orders(Turn& turn, const std::vector<std::string>& keys);
Task<> answer_order_details(Turn& turn, std::string key);
Task<> answer_account(Turn& turn);
Task<> answer_transactions(Turn& turn);

// A ticket is written over several messages: title, description, and a yes to what was read back.
Task<> begin_ticket(Turn& turn);
Task<> continue_ticket(Turn& turn);
Task<> offer_ticket(Turn& turn, std::string lead, std::string title);

Task<> begin_comment(Turn& turn, std::optional<crm::TicketId> id);
// What the assistant cannot do to a ticket is offered as a comment on it.
Task<> begin_change(Turn& turn, std::optional<crm::TicketId> id);
Task<> continue_comment(Turn& turn);

Task<> answer_cancel_order(Turn& turn, std::string key);
// `key`: the order that is spoken of; may be empty.
Task<> answer_refund(Turn& turn, std::string key);
Task<> answer_complaint(Turn& turn);
Task<> answer_human(Turn& turn);

// False where the articles say nothing on it; then nothing was said.
bool answer_from_articles(Turn& turn, double least_coverage);
void answer_small_talk(Turn& turn, std::string_view intent);
void answer_identity(Turn& turn);
void answer_not_understood(Turn& turn);

}  // namespace parlance::ai
