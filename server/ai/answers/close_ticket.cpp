#include "ai/answers/answers.hpp"

namespace parlance::ai {
namespace {

using nlu::SpeechAct;

void read_back(Turn& turn, const crm::Ticket& ticket) {
  turn.dialogue.settle();
  turn.dialogue.ticket = ticket.id.value;
  turn.dialogue.about_order = false;
  turn.expect(Expecting::close_confirmation);
  turn.say(Say::close_ask, ticket.id.value, ticket.title);
  turn.parts.ticket(ticket);
  turn.offer({Say::yes_please, Say::no_thanks});
}

}  // namespace

Task<std::optional<std::string>> propose_close(Turn& turn, crm::TicketId id) {
  const auto ticket = co_await turn.crm.ticket(turn.question.caller, id);
  if (!ticket) co_return "the customer has no such ticket";
  if (ticket->status == crm::kClosedTicketStatus) co_return "the ticket is closed already";
  read_back(turn, *ticket);
  co_return std::nullopt;
}

Task<> begin_close(Turn& turn, std::optional<crm::TicketId> id) {
  if (!id && turn.dialogue.ticket != 0) id = crm::TicketId{turn.dialogue.ticket};
  if (!id) co_return co_await answer_ticket_status(turn, id);
  if (co_await propose_close(turn, *id)) co_return co_await answer_ticket_status(turn, id);
  turn.did("ticket_lookup", std::to_string(id->value));
}

void continue_close(Turn& turn) {
  const crm::TicketId id{turn.dialogue.ticket};
  turn.dialogue.settle();
  if (turn.understood.act != SpeechAct::yes) return turn.say(Say::close_not, id.value);
  if (turn.mode == Mode::quick) return turn.defer();
  turn.did("close_ticket", std::to_string(id.value));
  if (turn.mode == Mode::rehearsal) return turn.say(Say::close_would, id.value);
  turn.answer.close = id;
  turn.say(Say::close_done, id.value);
}

}  // namespace parlance::ai
