#include <fmt/format.h>

#include "ai/answers/answers.hpp"
#include "ai/subjects.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kListedTickets = 5, kListedComments = 5;

void not_found(Turn& turn, crm::TicketId id) {
  turn.dialogue.settle();
  turn.say(turn.phrase(Say::ticket_missing, id.value) + " " + turn.phrase(Say::ticket_check_number));
  turn.offer({Say::show_my_tickets, Say::open_a_ticket});
}

void speak_of(Turn& turn, crm::TicketId id) {
  turn.dialogue.settle();
  turn.dialogue.ticket = id.value;
  turn.dialogue.about_order = false;
}

std::string line(const Turn& turn, const crm::Ticket& t) {
  return "\n• " + turn.phrase(Say::ticket_line, t.id.value, t.title, t.status, t.priority, turn.ago(t.updated_at));
}

void list(Turn& turn, std::string text, const std::vector<crm::Ticket>& tickets) {
  turn.dialogue.listed.clear();
  for (const auto& t : tickets | std::views::take(kListedTickets)) {
    text += line(turn, t);
    turn.parts.ticket(t);
    turn.dialogue.listed.push_back(std::to_string(t.id.value));
  }
  turn.say(text + "\n" + turn.phrase(Say::name_a_number));
  if (tickets.size() == 1) turn.dialogue.ticket = tickets.front().id.value;
}

// "my open tickets": those whose status is none of the ends; "my closed tickets": the others.
std::optional<bool> wanted_end(const Turn& turn) {
  const bool inverted = speaks_of(turn, {"not", "arent", "isnt", "except", "without", "but", "nicht", "ausser", "ohne",
                                         "pas", "sauf", "sans", "sin", "excepto", "nao", "sem", "exceto"});
  if (speaks_of(turn, {"closed",        "resolved",   "solved",     "finished", "done",       "geschlossene",
                       "geschlossenen", "erledigte",  "erledigten", "geloste",  "gelosten",   "fermes",
                       "fermees",       "resolus",    "clos",       "cerrados", "cerradas",   "resueltos",
                       "resueltas",     "terminados", "fechados",   "fechadas", "resolvidos", "concluidos"}))
    return !inverted;
  if (speaks_of(turn, {"open", "active", "unresolved", "unsolved", "pending", "offene", "offenen", "ouverts",
                       "ouvertes", "abiertos", "abiertas", "abertos", "abertas", "pendientes", "pendentes"}))
    return inverted;
  return std::nullopt;
}

bool has_ended(const crm::Ticket& ticket) {
  const auto status = words(ticket.status);
  return std::ranges::any_of(status, [](const Word& w) {
    return w.text == "closed" || w.text == "resolved" || w.text == "solved" || w.text == "done" ||
           w.text == "cancelled";
  });
}

Task<> list_tickets(Turn& turn) {
  turn.did("list_tickets");
  auto tickets = co_await turn.crm.tickets(turn.question.caller);
  turn.dialogue.settle();
  turn.dialogue.about_order = false;
  const auto ended = wanted_end(turn);
  if (ended) std::erase_if(tickets, [&](const crm::Ticket& t) { return has_ended(t) != *ended; });
  const auto of_kind = [&](Say all, Say open, Say closed) { return !ended ? all : *ended ? closed : open; };
  if (tickets.empty()) {
    turn.say(of_kind(Say::tickets_none, Say::tickets_none_open, Say::tickets_none_closed));
    turn.expect(Expecting::ticket_offer);
    turn.offer({Say::yes_please, Say::no_thanks});
    co_return;
  }
  const auto one = of_kind(Say::tickets_one, Say::tickets_one_open, Say::tickets_one_closed);
  const auto many = of_kind(Say::tickets_many, Say::tickets_many_open, Say::tickets_many_closed);
  const auto newest = tickets.size() > kListedTickets ? turn.phrase(Say::tickets_newest) : "";
  list(turn, tickets.size() == 1 ? turn.phrase(one) : turn.phrase(many, tickets.size(), newest), tickets);
}

}  // namespace

Task<> answer_ticket_status(Turn& turn, std::optional<crm::TicketId> id) {
  if (!id) co_return co_await list_tickets(turn);
  turn.did("ticket_lookup", std::to_string(id->value));
  const auto ticket = co_await turn.crm.ticket(turn.question.caller, *id);
  if (!ticket) co_return not_found(turn, *id);
  speak_of(turn, *id);
  const auto assigned = ticket->assignee_name
                            ? turn.phrase(Say::ticket_assigned, *ticket->assignee_name, ticket->priority)
                            : turn.phrase(Say::ticket_unassigned, ticket->priority);
  turn.say(turn.phrase(Say::ticket_is, ticket->id.value, ticket->title, ticket->status) + " " + assigned + " " +
           turn.phrase(Say::ticket_updated, turn.ago(ticket->updated_at)) +
           (turn.is_brief ? "" : " " + turn.phrase(Say::more_details)));
  turn.parts.ticket(*ticket);
  if (turn.is_brief) co_return;
  turn.expect(Expecting::ticket_details);
  turn.offer({Say::yes_please, Say::no_thanks});
}

Task<> answer_several_tickets(Turn& turn, const std::vector<crm::TicketId>& ids) {
  turn.dialogue.settle();
  turn.dialogue.about_order = false;
  std::vector<crm::Ticket> found;
  std::string missing;
  for (const auto id : ids) {
    turn.did("ticket_lookup", std::to_string(id.value));
    if (auto ticket = co_await turn.crm.ticket(turn.question.caller, id))
      found.push_back(std::move(*ticket));
    else
      missing += turn.phrase(Say::ticket_missing, id.value) + " ";
  }
  if (found.empty()) co_return turn.say(missing + turn.phrase(Say::ticket_check_numbers));
  list(turn, missing + turn.phrase(Say::how_they_stand), found);
}

Task<> answer_ticket_details(Turn& turn, crm::TicketId id) {
  turn.did("ticket_lookup", std::to_string(id.value));
  const auto ticket = co_await turn.crm.ticket(turn.question.caller, id);
  if (!ticket) co_return not_found(turn, id);
  speak_of(turn, id);
  auto text = turn.phrase(Say::ticket_dates, id.value, ticket->title, turn.ago(ticket->created_at),
                          to_rfc3339(ticket->created_at).substr(0, 10), turn.ago(ticket->updated_at),
                          to_rfc3339(ticket->updated_at).substr(0, 10));
  text += "\n" + turn.phrase(Say::status_line, ticket->status) + "\n" +
          turn.phrase(Say::priority_line, ticket->priority) + "\n" +
          turn.phrase(Say::assignee_line, ticket->assignee_name.value_or(turn.phrase(Say::nobody_yet)));
  if (!ticket->description.empty()) text += "\n" + turn.phrase(Say::description_line, ticket->description);
  const auto comments = co_await turn.crm.comments(turn.question.caller, id);
  const auto shown = std::min(comments.size(), kListedComments);
  if (shown > 0) text += "\n" + turn.phrase(Say::comments_head);
  for (const auto& comment : comments | std::views::drop(comments.size() - shown))
    text += fmt::format("\n• {}: {}", turn.ago(comment.created_at), comment.body);
  turn.say(std::move(text));
  turn.offer({Say::add_a_comment, Say::show_my_tickets});
}

}  // namespace parlance::ai
