#include "ai/expected.hpp"

#include "ai/answers/answers.hpp"
#include "ai/named_things.hpp"
#include "ai/nlu/consent.hpp"
#include "ai/nlu/correction.hpp"
#include "ai/nlu/negation.hpp"

namespace parlance::ai {
namespace {

using nlu::SpeechAct;
namespace intent = nlu::intent;

constexpr double kPlainlyHuman = 0.9;  // confidence

bool about_ticket_draft(Expecting e) {
  return e == Expecting::ticket_offer || e == Expecting::ticket_title || e == Expecting::ticket_description ||
         e == Expecting::ticket_confirmation;
}
bool about_comment(Expecting e) {
  return e == Expecting::comment_ticket || e == Expecting::comment_text || e == Expecting::comment_confirmation;
}

// One of the assistant's own offers, pressed while it waits for a text: a wish, not the text.
bool is_offer(const Turn& turn) {
  constexpr Say kOwnOffers[] = {Say::show_my_tickets, Say::show_my_orders,   Say::show_my_payments,
                                Say::open_a_ticket,   Say::talk_to_a_person, Say::add_a_comment};
  return std::ranges::any_of(kOwnOffers, [&](Say id) {
    return turn.question.text == sentence(tongue_of(turn.question.dialogue, turn.question), id);
  });
}

// "Never mind, what is 77's status?", and a person that is asked for in place of a title.
bool leaves_the_text(const Turn& turn) {
  const auto& understood = turn.understood;
  const auto guess = understood.guess();
  if (turn.dialogue.expecting == Expecting::ticket_title && guess.intent == intent::kHuman)
    return guess.confidence >= kPlainlyHuman && !nlu::is_refused(turn.question.text, understood.words, guess.intent);
  return nlu::names_number(understood.entities) && nlu::gives_up(understood.words, true);
}

// A yes or no, also one that says why, or that asks for what is to be confirmed once more.
SpeechAct act_on(const Turn& turn, Expecting expecting) {
  const auto& understood = turn.understood;
  if (understood.act != SpeechAct::none || expecting == Expecting::nothing) return understood.act;
  if (nlu::names_number(understood.entities)) return SpeechAct::none;
  if (nlu::gives_up(understood.words, expects_text(expecting))) return SpeechAct::abandon;
  const bool closing = expecting == Expecting::close_confirmation;
  if (!closing && expecting != Expecting::cancel_confirmation) return SpeechAct::none;
  const auto wanted = closing ? intent::kTicketStatus : intent::kCancelOrder;
  return nlu::is_refused(turn.question.text, understood.words, wanted) ? SpeechAct::no : SpeechAct::none;
}

struct Confirmation {
  Expecting expecting;
  std::string_view intent;
  Say again;
};
constexpr Confirmation kConfirmations[] = {
    {Expecting::ticket_confirmation, intent::kCreateTicket, Say::open_again},
    {Expecting::comment_confirmation, intent::kTicketStatus, Say::comment_again},
    {Expecting::close_confirmation, intent::kTicketStatus, Say::close_again},
    {Expecting::cancel_confirmation, intent::kCancelOrder, Say::cancel_again},
};

std::optional<nlu::Change> change_waiting(Expecting expecting) {
  switch (expecting) {
    case Expecting::ticket_confirmation:
      return nlu::Change::open_ticket;
    case Expecting::comment_confirmation:
      return nlu::Change::comment;
    case Expecting::close_confirmation:
      return nlu::Change::close;
    case Expecting::cancel_confirmation:
      return nlu::Change::cancel;
    case Expecting::human_confirmation:
      return nlu::Change::hand_over;
    default:
      return std::nullopt;
  }
}

// Of the thing that is to be changed; empty: it has none yet.
std::string number_waiting(const Dialogue& dialogue) {
  if (dialogue.expecting == Expecting::cancel_confirmation) return dialogue.order;
  const bool of_ticket =
      dialogue.expecting == Expecting::close_confirmation || dialogue.expecting == Expecting::comment_confirmation;
  return of_ticket ? std::to_string(dialogue.ticket) : std::string();
}

}  // namespace

SpeechAct act_of(const Understanding& understood, std::string_view text, const Dialogue& dialogue) {
  if (const auto change = change_waiting(dialogue.expecting)) {
    const auto number = number_waiting(dialogue);
    if (nlu::consents(text, words(text), *change, number) || nlu::consents(text, understood.words, *change, number))
      return SpeechAct::yes;
    if (nlu::declines(text, words(text))) return SpeechAct::no;
    return understood.act == SpeechAct::yes ? SpeechAct::none : understood.act;
  }
  const bool shown = dialogue.expecting == Expecting::nothing || dialogue.expecting == Expecting::order_details ||
                     dialogue.expecting == Expecting::ticket_details;
  if (!shown) return understood.act;
  const bool order = dialogue.about_order && !dialogue.order.empty(),
             ticket = !dialogue.about_order && dialogue.ticket != 0;
  const bool acts =
      (order && nlu::asks_to_cancel(understood.words)) || (ticket && nlu::asks_to_close(understood.words));
  return acts ? SpeechAct::none : understood.act;
}

Task<bool> answer_expected(Turn& turn) {
  const auto expecting = turn.dialogue.expecting;
  const auto act = turn.understood.act = act_on(turn, expecting);
  if (expecting == Expecting::ticket_confirmation && act == SpeechAct::none && change_draft(turn))
    co_return turn.settle_on(intent::kCreateTicket, 1), true;
  const bool gives_number = expecting == Expecting::comment_ticket && nlu::names_number(turn.understood.entities);
  if (expects_text(expecting) && (is_offer(turn) || leaves_the_text(turn))) co_return turn.dialogue.settle(), false;
  if (expecting == Expecting::nothing || expecting == Expecting::cancel_order ||
      (act == SpeechAct::none && !expects_text(expecting) && !gives_number))
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
    turn.say(Say::all_right_anything_else);
  }
  co_return true;
}

bool answer_stray(Turn& turn) {
  if (turn.understood.act == SpeechAct::none) return false;
  turn.settle_on(turn.understood.act == SpeechAct::yes ? intent::kOutOfScope : intent::kThanks, 1);
  turn.dialogue.settle();
  turn.say(turn.understood.act == SpeechAct::yes ? Say::agreeing_to_what : Say::all_right_anything_else);
  return true;
}

// "No problem, go ahead" is no no.
bool agrees(const std::vector<Word>& words) {
  constexpr std::string_view kNone[] = {"problem", "problems", "worries", "issue", "doubt", "rush", "hay"};
  return words.size() > 1 && std::ranges::find(kNone, words[1].text) != std::end(kNone);
}

// "No, the login one" at the question whether to close another; without such a one it is a no.
Task<bool> propose_named(Turn& turn, const nlu::Guess& guess) {
  constexpr std::string_view kNo[] = {"no", "nein", "non", "nao", "not", "nope"};
  const auto& words = turn.understood.words;
  const bool closing = turn.dialogue.expecting == Expecting::close_confirmation;
  if ((!closing && turn.dialogue.expecting != Expecting::cancel_confirmation) || words.empty() ||
      std::ranges::find(kNo, words.front().text) == std::end(kNo) || agrees(words))
    co_return false;
  Subjects named;
  co_await (closing ? find_ticket_by_name(turn, named) : find_order_by_name(turn, named));
  const bool sure = guess.confidence >= kSure && guess.intent != intent::kKnowledge;
  if (named.empty() && sure && guess.intent != intent::kOutOfScope) co_return false;
  turn.settle_on(closing ? intent::kTicketStatus : intent::kCancelOrder, kSure);
  if (named.empty()) turn.understood.act = SpeechAct::no;
  if (closing) named.empty() ? continue_close(turn) : co_await begin_close(turn, named.tickets.front());
  if (!closing) co_await (named.empty() ? continue_cancel(turn) : answer_cancel_order(turn, named.orders.front()));
  co_return true;
}

Task<bool> propose_another(Turn& turn, const Subjects& about) {
  const auto expecting = turn.dialogue.expecting;
  if (!about.pointed_at && !nlu::only_names_another(turn.understood.words, turn.understood.entities)) co_return false;
  if (about.tickets.size() + about.orders.size() != 1) co_return false;
  if (expecting == Expecting::close_confirmation && about.orders.empty()) {
    turn.settle_on(intent::kTicketStatus, kSure);
    co_await begin_close(turn, about.tickets.front());
  } else if (expecting == Expecting::cancel_confirmation && about.tickets.empty()) {
    turn.settle_on(intent::kCancelOrder, kSure);
    co_await answer_cancel_order(turn, about.orders.front());
  } else {
    co_return false;
  }
  co_return true;
}

bool is_farewell(const Turn& turn) {
  constexpr std::size_t kMostWords = 3;
  return turn.understood.words.size() <= kMostWords && !turn.question.text.contains('?');
}

// Unless it gives the number of something else.
bool is_about_what_waits(const Turn& turn, const Subjects& about) {
  const auto& d = turn.dialogue;
  return about.empty() || !nlu::names_number(turn.understood.entities) ||
         std::ranges::find(about.tickets, crm::TicketId{d.ticket}) != about.tickets.end() ||
         std::ranges::find(about.orders, d.order) != about.orders.end();
}

bool ask_again(Turn& turn, const nlu::Guess& guess, const Subjects& about) {
  const auto waiting = std::ranges::find(kConfirmations, turn.dialogue.expecting, &Confirmation::expecting);
  if (waiting == std::end(kConfirmations) || !is_about_what_waits(turn, about)) return false;
  // "C'est bon ?" and "yes, I have a question" are no goodbye here.
  const bool half_a_yes = !is_farewell(turn) && (guess.intent == intent::kGoodbye || guess.intent == intent::kGreeting);
  const bool nothing_else =
      guess.intent != intent::kThanks && !turn.understood.words.empty() &&
      std::ranges::all_of(turn.understood.words, [](const Word& w) { return nlu::is_small_word(w.text); });
  const bool clear = guess.confidence >= kSure && guess.intent != intent::kKnowledge && !nothing_else;
  if (clear && guess.intent != intent::kOutOfScope && !half_a_yes) return false;
  turn.settle_on(waiting->intent, kSure);
  turn.dialogue.about_order ? turn.say(waiting->again, turn.dialogue.order)
                            : turn.say(waiting->again, turn.dialogue.ticket);
  turn.offer({Say::yes, Say::no});
  return true;
}

}  // namespace parlance::ai
