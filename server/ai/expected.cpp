#include "ai/expected.hpp"

#include "ai/answers/answers.hpp"
#include "ai/nlu/negation.hpp"

namespace parlance::ai {
namespace {

using nlu::SpeechAct;
namespace intent = nlu::intent;

bool writing_text(Expecting e) {
  return e == Expecting::ticket_title || e == Expecting::ticket_description || e == Expecting::comment_text;
}
bool about_ticket_draft(Expecting e) {
  return e == Expecting::ticket_offer || e == Expecting::ticket_title || e == Expecting::ticket_description ||
         e == Expecting::ticket_confirmation;
}
bool about_comment(Expecting e) {
  return e == Expecting::comment_ticket || e == Expecting::comment_text || e == Expecting::comment_confirmation;
}

// One of the assistant's own offers, pressed while it waits for a text: a wish, not the text.
bool is_offer(const Turn& turn) {
  constexpr std::string_view kOffers[] = {"Show my tickets", "Show my orders",   "Show my payments",
                                          "Open a ticket",   "Talk to a person", "Add a comment"};
  return std::ranges::find(kOffers, std::string_view(turn.question.text)) != std::end(kOffers);
}

// A yes or no, also one that says why, or that asks for what is to be confirmed once more.
SpeechAct act_on(const Turn& turn, Expecting expecting) {
  const auto& understood = turn.understood;
  if (understood.act != SpeechAct::none || expecting == Expecting::nothing) return understood.act;
  if (!understood.entities.empty()) return SpeechAct::none;
  if (nlu::gives_up(understood.words, writing_text(expecting))) return SpeechAct::abandon;
  const bool closing = expecting == Expecting::close_confirmation;
  if (!closing && expecting != Expecting::cancel_confirmation) return SpeechAct::none;
  const auto wanted = closing ? intent::kTicketStatus : intent::kCancelOrder;
  return nlu::is_refused(turn.question.text, understood.words, wanted) ? SpeechAct::no : SpeechAct::none;
}

struct Confirmation {
  Expecting expecting;
  std::string_view intent, again;
};
constexpr Confirmation kConfirmations[] = {
    {Expecting::ticket_confirmation, intent::kCreateTicket,
     "Your ticket isn't created yet. Shall I create it as I read it back? Say \"no\" to start over."},
    {Expecting::comment_confirmation, intent::kTicketStatus,
     "The comment isn't added yet. Shall I add it as I read it back? Say \"no\" to leave it."},
    {Expecting::close_confirmation, intent::kTicketStatus, "The ticket is still open. Shall I close it?"},
    {Expecting::cancel_confirmation, intent::kCancelOrder,
     "The order isn't cancelled yet. Shall I ask our team to cancel it?"},
};

}  // namespace

Task<bool> answer_expected(Turn& turn) {
  const auto expecting = turn.dialogue.expecting;
  const auto act = turn.understood.act = act_on(turn, expecting);
  const bool gives_number = expecting == Expecting::comment_ticket && !turn.understood.entities.empty();
  if (writing_text(expecting) && is_offer(turn)) co_return turn.dialogue.settle(), false;
  if (expecting == Expecting::nothing || expecting == Expecting::cancel_order ||
      (act == SpeechAct::none && !writing_text(expecting) && !gives_number))
    co_return false;
  if (about_ticket_draft(expecting)) {
    turn.settle_on(intent::kCreateTicket, 1);
    co_await continue_ticket(turn);
  } else if (about_comment(expecting)) {
    turn.settle_on(intent::kTicketStatus, 1);
    co_await continue_comment(turn);
  } else if (expecting == Expecting::close_confirmation) {
    turn.settle_on(intent::kTicketStatus, 1);
    continue_close(turn);
  } else if (expecting == Expecting::cancel_confirmation) {
    turn.settle_on(intent::kCancelOrder, 1);
    co_await continue_cancel(turn);
  } else if (expecting == Expecting::human_confirmation) {
    turn.settle_on(intent::kHuman, 1);
    co_await continue_human(turn);
  } else if (act == SpeechAct::yes) {
    const bool order = expecting == Expecting::order_details;
    turn.settle_on(order ? intent::kOrderStatus : intent::kTicketStatus, 1);
    co_await (order ? answer_order_details(turn, turn.dialogue.order)
                    : answer_ticket_details(turn, {turn.dialogue.ticket}));
  } else {
    turn.settle_on(intent::kThanks, 1);
    turn.dialogue.settle();
    turn.say("All right. Is there anything else I can do for you?");
  }
  co_return true;
}

bool answer_stray(Turn& turn) {
  if (turn.understood.act == SpeechAct::none) return false;
  turn.settle_on(turn.understood.act == SpeechAct::yes ? intent::kOutOfScope : intent::kThanks, 1);
  turn.dialogue.settle();
  turn.say(turn.understood.act == SpeechAct::yes ? "I'm not sure what you are agreeing to. What can I do for you?"
                                                 : "All right. Is there anything else I can do for you?");
  return true;
}

bool ask_again(Turn& turn, const nlu::Guess& guess) {
  const auto waiting = std::ranges::find(kConfirmations, turn.dialogue.expecting, &Confirmation::expecting);
  if (waiting == std::end(kConfirmations) ||
      (guess.confidence >= kSure && guess.intent != intent::kKnowledge && guess.intent != intent::kOutOfScope))
    return false;
  turn.settle_on(waiting->intent, kSure);
  turn.say(std::string(waiting->again));
  turn.parts.quick_replies({"Yes", "No"});
  return true;
}

}  // namespace parlance::ai
