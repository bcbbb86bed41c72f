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
Task<> list_orders(Turn& turn);
Task<> answer_account(Turn& turn);
Task<> answer_transactions(Turn& turn);

// A ticket is written over several messages: title, description, and a yes to what was read back.
Task<> begin_ticket(Turn& turn);
Task<> continue_ticket(Turn& turn);
// Of what was read back: another title, text or priority; then it is read back again. False: none is asked for.
bool change_draft(Turn& turn);
Task<> offer_ticket(Turn& turn, std::string lead, std::string title);

Task<> begin_comment(Turn& turn, std::optional<crm::TicketId> id);
// What the assistant cannot do to a ticket is offered as a comment on it.
Task<> begin_change(Turn& turn, std::optional<crm::TicketId> id);
Task<> continue_comment(Turn& turn);

// Changes that take a yes only: each reads back what would happen, and `continue_` makes it happen.
Task<> begin_close(Turn& turn, std::optional<crm::TicketId> id);
void continue_close(Turn& turn);
Task<> answer_cancel_order(Turn& turn, std::string key);
Task<> continue_cancel(Turn& turn);
Task<> continue_human(Turn& turn);

// The same, of a wish that is complete. What is wrong with it, in words for a model; nothing: the customer was asked.
void propose_ticket(Turn& turn, std::string title, std::string description, std::string priority);
void propose_human(Turn& turn);
Task<std::optional<std::string>> propose_comment(Turn& turn, crm::TicketId id, std::string text);
Task<std::optional<std::string>> propose_close(Turn& turn, crm::TicketId id);
Task<std::optional<std::string>> propose_cancel(Turn& turn, std::string key);

// `key`: the order that is spoken of; may be empty.
Task<> answer_refund(Turn& turn, std::string key);
Task<> answer_complaint(Turn& turn);
Task<> answer_human(Turn& turn);

// False where the articles say nothing on it; then nothing was said.
Task<bool> answer_from_articles(Turn& turn, double least_coverage);
// False where the message has none of the company's own intents, or the engine is surer of its own, `guess`; then
// nothing was said.
Task<bool> answer_as_company_says(Turn& turn, nlu::Guess guess);
// False where the message is in a language of ours, or it is not sure in which; then nothing was said.
bool answer_other_language(Turn& turn);
void answer_small_talk(Turn& turn, std::string_view intent);
void answer_identity(Turn& turn);
void answer_not_understood(Turn& turn);

}  // namespace parlance::ai
