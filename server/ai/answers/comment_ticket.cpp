#include "ai/answers/answers.hpp"
#include "ai/subjects.hpp"
#include "base/utf8.hpp"

namespace parlance::ai {
namespace {

using nlu::SpeechAct;

constexpr std::size_t kMaxCommentBytes = 8'192;

void ask_for_text(Turn& turn) {
  turn.expect(Expecting::comment_text);
  turn.say(Say::comment_what, turn.dialogue.ticket);
  turn.offer({Say::cancel});
}

void read_back_comment(Turn& turn, std::string lead = "") {
  turn.expect(Expecting::comment_confirmation);
  turn.say(std::move(lead) + turn.phrase(Say::comment_ask, turn.dialogue.ticket, quoted(turn.dialogue.comment)));
  turn.offer({Say::yes_add_it, Say::no});
}

void abandon_comment(Turn& turn) {
  turn.dialogue.settle();
  turn.say(Say::comment_not);
}

Task<> begin_on(Turn& turn, crm::TicketId id) {
  turn.did("ticket_lookup", std::to_string(id.value));
  const auto ticket = co_await turn.crm.ticket(turn.question.caller, id);
  if (!ticket) co_return co_await answer_ticket_status(turn, id);
  turn.dialogue.ticket = id.value;
  turn.dialogue.about_order = false;
  turn.dialogue.comment.empty() ? ask_for_text(turn) : read_back_comment(turn);
}

// "add a comment to ticket 5: it works again"
std::string text_after_colon(const Turn& turn) {
  const std::string_view text = turn.question.text;
  const auto colon = text.find(": ");
  return colon == text.npos ? std::string() : std::string(clip(trim(text.substr(colon + 1)), kMaxCommentBytes));
}

void add(Turn& turn) {
  if (turn.mode == Mode::quick) return turn.defer();
  const crm::TicketId id{turn.dialogue.ticket};
  auto body = turn.dialogue.comment;
  turn.did("comment_ticket", std::to_string(id.value));
  turn.dialogue.settle();
  turn.say(turn.mode == Mode::rehearsal ? Say::comment_would : Say::comment_done, id.value);
  if (turn.mode == Mode::full) turn.answer.comment = CommentWrite{id, std::move(body)};
}

}  // namespace

Task<> begin_comment(Turn& turn, std::optional<crm::TicketId> id) {
  turn.dialogue.settle();
  turn.dialogue.comment = text_after_colon(turn);
  if (!id && turn.dialogue.ticket != 0) id = crm::TicketId{turn.dialogue.ticket};
  if (id) co_return co_await begin_on(turn, *id);
  turn.expect(Expecting::comment_ticket);
  turn.say(Say::comment_which);
}

Task<std::optional<std::string>> propose_comment(Turn& turn, crm::TicketId id, std::string text) {
  if (!co_await turn.crm.ticket(turn.question.caller, id)) co_return "the customer has no such ticket";
  turn.dialogue.settle();
  turn.dialogue.ticket = id.value;
  turn.dialogue.about_order = false;
  turn.dialogue.comment = clip(text, kMaxCommentBytes);
  read_back_comment(turn);
  co_return std::nullopt;
}

Task<> begin_change(Turn& turn, std::optional<crm::TicketId> id) {
  if (!id && turn.dialogue.ticket != 0) id = crm::TicketId{turn.dialogue.ticket};
  if (!id) co_return co_await answer_ticket_status(turn, id);
  turn.did("ticket_lookup", std::to_string(id->value));
  if (!co_await turn.crm.ticket(turn.question.caller, *id)) co_return co_await answer_ticket_status(turn, id);
  turn.dialogue.settle();
  turn.dialogue.ticket = id->value;
  turn.dialogue.about_order = false;
  turn.dialogue.comment = clip(trim(turn.question.text), kMaxCommentBytes);
  read_back_comment(turn, turn.phrase(Say::ticket_unchangeable) + " ");
}

Task<> continue_comment(Turn& turn) {
  const auto act = turn.understood.act;
  if (act == SpeechAct::abandon) co_return abandon_comment(turn);
  switch (turn.dialogue.expecting) {
    case Expecting::comment_ticket: {
      const auto* number = nlu::first(turn.understood.entities, nlu::EntityType::number);
      if (!number) number = nlu::first(turn.understood.entities, nlu::EntityType::ticket_id);
      if (!number) co_return abandon_comment(turn);
      co_return co_await begin_on(turn, parse_ticket_number(number->value).value_or(crm::TicketId{}));
    }
    case Expecting::comment_text:
      if (act == SpeechAct::no) co_return abandon_comment(turn);
      turn.dialogue.comment = clip(trim(turn.question.text), kMaxCommentBytes);
      co_return read_back_comment(turn);
    default:
      if (act != SpeechAct::yes) co_return abandon_comment(turn);
      co_return add(turn);
  }
}

}  // namespace parlance::ai
