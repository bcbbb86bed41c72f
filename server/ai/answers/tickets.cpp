#include <fmt/format.h>

#include "ai/answers/answers.hpp"
#include "ai/subjects.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kListedTickets = 5, kListedComments = 5;

void not_found(Turn& turn, crm::TicketId id) {
  turn.dialogue.settle();
  turn.say(fmt::format(
      "I can't find a ticket #{} among yours. Please check the number, or ask me to list your tickets.", id.value));
  turn.parts.quick_replies({"Show my tickets", "Open a ticket"});
}

void speak_of(Turn& turn, crm::TicketId id) {
  turn.dialogue.settle();
  turn.dialogue.ticket = id.value;
  turn.dialogue.about_order = false;
}

std::string line(const crm::Ticket& t, UnixMs now) {
  return fmt::format("\n• #{} '{}': {}, {} priority, updated {}", t.id.value, t.title, t.status, t.priority,
                     time_ago(t.updated_at, now));
}

void list(Turn& turn, std::string text, const std::vector<crm::Ticket>& tickets) {
  turn.dialogue.listed.clear();
  for (const auto& t : tickets | std::views::take(kListedTickets)) {
    text += line(t, turn.now);
    turn.parts.ticket(t);
    turn.dialogue.listed.push_back(std::to_string(t.id.value));
  }
  turn.say(text + "\nTell me a number for more.");
  if (tickets.size() == 1) turn.dialogue.ticket = tickets.front().id.value;
}

// "my open tickets": those whose status is none of the ends; "my closed tickets": the others.
std::optional<bool> wanted_end(const Turn& turn) {
  const bool inverted = speaks_of(turn, {"not", "arent", "isnt", "except", "without", "but"});
  if (speaks_of(turn, {"closed", "resolved", "solved", "finished", "done"})) return !inverted;
  if (speaks_of(turn, {"open", "active", "unresolved", "unsolved", "pending"})) return inverted;
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
  const auto kind = !ended ? "" : *ended ? "closed " : "open ";
  if (tickets.empty()) {
    turn.say(fmt::format("You have no {}tickets at the moment. Would you like to open one?", kind));
    turn.expect(Expecting::ticket_offer);
    turn.parts.quick_replies({"Yes, please", "No, thanks"});
    co_return;
  }
  const auto newest = tickets.size() > kListedTickets ? ". The newest are" : "";
  list(turn,
       tickets.size() == 1 ? fmt::format("You have one {}ticket:", kind)
                           : fmt::format("You have {} {}tickets{}:", tickets.size(), kind, newest),
       tickets);
}

}  // namespace

Task<> answer_ticket_status(Turn& turn, std::optional<crm::TicketId> id) {
  if (!id) co_return co_await list_tickets(turn);
  turn.did("ticket_lookup", std::to_string(id->value));
  const auto ticket = co_await turn.crm.ticket(turn.question.caller, *id);
  if (!ticket) co_return not_found(turn, *id);
  speak_of(turn, *id);
  const auto assigned = ticket->assignee_name ? fmt::format("It's assigned to {}", *ticket->assignee_name)
                                              : std::string("It isn't assigned to anyone yet");
  turn.say(fmt::format("Your ticket #{} '{}' is currently {}. {} and has {} priority. Last update was {}.{}",
                       ticket->id.value, ticket->title, ticket->status, assigned, ticket->priority,
                       time_ago(ticket->updated_at, turn.now), turn.is_brief ? "" : " Would you like more details?"));
  turn.parts.ticket(*ticket);
  if (turn.is_brief) co_return;
  turn.expect(Expecting::ticket_details);
  turn.parts.quick_replies({"Yes, please", "No, thanks"});
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
      missing += fmt::format("I can't find a ticket #{} among yours. ", id.value);
  }
  if (found.empty()) co_return turn.say(missing + "Please check the numbers, or ask me to list your tickets.");
  list(turn, missing + "Here is how they stand:", found);
}

Task<> answer_ticket_details(Turn& turn, crm::TicketId id) {
  turn.did("ticket_lookup", std::to_string(id.value));
  const auto ticket = co_await turn.crm.ticket(turn.question.caller, id);
  if (!ticket) co_return not_found(turn, id);
  speak_of(turn, id);
  auto text = fmt::format("Ticket #{} '{}' was opened {} ({}) and last updated {} ({}).", id.value, ticket->title,
                          time_ago(ticket->created_at, turn.now), to_rfc3339(ticket->created_at).substr(0, 10),
                          time_ago(ticket->updated_at, turn.now), to_rfc3339(ticket->updated_at).substr(0, 10));
  text += fmt::format("\nStatus: {}\nPriority: {}\nAssigned to: {}", ticket->status, ticket->priority,
                      ticket->assignee_name.value_or("nobody yet"));
  if (!ticket->description.empty()) text += "\nDescription: " + ticket->description;
  const auto comments = co_await turn.crm.comments(turn.question.caller, id);
  const auto shown = std::min(comments.size(), kListedComments);
  if (shown > 0) text += "\nComments:";
  for (const auto& comment : comments | std::views::drop(comments.size() - shown))
    text += fmt::format("\n• {}: {}", time_ago(comment.created_at, turn.now), comment.body);
  turn.say(std::move(text));
  turn.parts.quick_replies({"Add a comment", "Show my tickets"});
}

}  // namespace parlance::ai
