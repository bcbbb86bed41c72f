#include "ai/answers/answers.hpp"
#include "ai/nlu/draft_change.hpp"
#include "ai/subjects.hpp"
#include "base/utf8.hpp"

namespace parlance::ai {
namespace {

using nlu::SpeechAct;

constexpr std::size_t kMaxTitleWordsInRequest = 30;
constexpr std::size_t kMaxTitleFromText = 100;  // bytes

// What follows "open a ticket about", where something does.
std::string topic_in(const Turn& turn) {
  const std::string_view text = turn.question.text;
  for (const auto& word : turn.understood.words) {
    const bool colon = word.end < text.size() && text[word.end] == ':';
    const bool leads =
        word.text == "about" || word.text == "because" || word.text == "regarding" || word.text == "saying";
    if (!colon && !leads) continue;
    const auto rest = trim(text.substr(word.end + (colon ? 1 : 0)));
    if (!rest.empty() && words(rest).size() <= kMaxTitleWordsInRequest)
      return std::string(clip(rest, crm::kMaxTitleBytes));
  }
  return {};
}

void ask_for_title(Turn& turn) {
  turn.expect(Expecting::ticket_title);
  turn.say(Say::open_title);
  turn.offer({Say::cancel});
}

void ask_for_description(Turn& turn) {
  turn.expect(Expecting::ticket_description);
  turn.say(Say::open_description, turn.dialogue.title);
  turn.offer({Say::cancel});
}

void read_back_draft(Turn& turn) {
  turn.expect(Expecting::ticket_confirmation);
  turn.say(Say::open_ask, turn.dialogue.title, quoted(turn.dialogue.description),
           turn.dialogue.priority.empty() ? crm::kDefaultPriority : std::string_view(turn.dialogue.priority));
  turn.offer({Say::yes_create_it, Say::no});
}

void abandon_draft(Turn& turn) {
  turn.dialogue.settle();
  turn.say(Say::open_not);
}

Task<> create(Turn& turn) {
  crm::NewTicket wanted{turn.dialogue.title, turn.dialogue.description, turn.dialogue.priority,
                        chat::session_of(turn.question.message)};
  auto ticket = crm::check_ticket(std::move(wanted));
  turn.did("create_ticket", turn.dialogue.title);
  turn.dialogue.settle();
  if (!ticket) co_return turn.say(Say::open_refused, ticket.error().detail);
  if (turn.mode == Mode::quick) co_return turn.defer();
  if (turn.mode == Mode::rehearsal) co_return turn.say(Say::open_would, ticket->title);
  const auto id = co_await turn.crm.reserve_ticket(turn.question.caller.tenant);
  turn.dialogue.ticket = id.value;
  turn.dialogue.about_order = false;
  turn.say(Say::open_done, id.value, ticket->title);
  turn.parts.ticket({id, ticket->title, ticket->description, std::string(crm::kNewTicketStatus), ticket->priority,
                     std::nullopt, turn.now, turn.now});
  turn.answer.ticket = TicketWrite{id, std::move(*ticket)};
}

}  // namespace

Task<> begin_ticket(Turn& turn) {
  turn.dialogue.settle();
  turn.dialogue.title = topic_in(turn);
  // Who says what is wrong, and not that a ticket is wanted, has said what it is about.
  if (turn.dialogue.title.empty() &&
      !speaks_of(turn, {"ticket", "case", "request", "issue", "problem", "incident", "anfrage", "vorgang", "demande",
                        "dossier", "incidencia", "solicitud", "caso", "chamado", "solicitacao"}))
    turn.dialogue.title = clip(trim(turn.question.text), kMaxTitleFromText);
  turn.dialogue.title.empty() ? ask_for_title(turn) : ask_for_description(turn);
  co_return;
}

void propose_ticket(Turn& turn, std::string title, std::string description, std::string priority) {
  turn.dialogue.settle();
  turn.dialogue.title = clip(title, crm::kMaxTitleBytes);
  turn.dialogue.description = clip(description, crm::kMaxDescriptionBytes);
  turn.dialogue.priority = std::move(priority);
  read_back_draft(turn);
}

Task<> offer_ticket(Turn& turn, std::string lead, std::string title) {
  turn.dialogue.settle();
  turn.dialogue.title = std::move(title);
  turn.dialogue.description = clip(turn.question.text, crm::kMaxDescriptionBytes);
  turn.expect(Expecting::ticket_offer);
  turn.say(std::move(lead) + " " + turn.phrase(Say::open_offer));
  turn.offer({Say::yes_please, Say::no_thanks});
  co_return;
}

bool change_draft(Turn& turn) {
  using enum nlu::DraftChange::Field;
  auto change = nlu::draft_change(turn.question.text, words(turn.question.text));
  if (!change) return false;
  auto& d = turn.dialogue;
  if (change->field == title) d.title = clip(change->text, crm::kMaxTitleBytes);
  if (change->field == description) d.description = clip(change->text, crm::kMaxDescriptionBytes);
  if (!change->priority.empty()) d.priority = std::move(change->priority);
  if (change->field == priority) d.priority = std::move(change->text);
  read_back_draft(turn);
  return true;
}

Task<> continue_ticket(Turn& turn) {
  auto& d = turn.dialogue;
  const auto act = turn.understood.act;
  const auto text = trim(turn.question.text);
  if (act == SpeechAct::abandon) co_return abandon_draft(turn);
  switch (d.expecting) {
    case Expecting::ticket_offer:
      if (act == SpeechAct::no) co_return abandon_draft(turn);
      if (d.title.empty()) co_return ask_for_title(turn);
      co_return d.description.empty() ? ask_for_description(turn) : read_back_draft(turn);
    case Expecting::ticket_title:
      if (act == SpeechAct::no) co_return abandon_draft(turn);
      if (act == SpeechAct::yes) co_return ask_for_title(turn);
      if (const auto said = words(text); nlu::only_names_priority(said)) {
        d.priority = nlu::priority_in(said);
        co_return ask_for_title(turn);
      }
      if (text.size() > crm::kMaxTitleBytes) d.description = text;  // it is a description already
      d.title = clip(text, crm::kMaxTitleBytes);
      co_return d.description.empty() ? ask_for_description(turn) : read_back_draft(turn);
    case Expecting::ticket_description:
      if (act == SpeechAct::no) co_return abandon_draft(turn);
      if (act == SpeechAct::yes) co_return ask_for_description(turn);
      d.description = clip(text, crm::kMaxDescriptionBytes);
      co_return read_back_draft(turn);
    default:
      if (act == SpeechAct::yes) co_return co_await create(turn);
      co_return abandon_draft(turn);
  }
}

}  // namespace parlance::ai
