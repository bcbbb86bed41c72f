#include "ai/route.hpp"

#include <fmt/format.h>

#include "ai/answers/answers.hpp"
#include "ai/nlu/negation.hpp"
#include "ai/subjects.hpp"

namespace parlance::ai {
namespace {

using nlu::SpeechAct;
using nlu::Topic;
namespace intent = nlu::intent;

constexpr double kFoundCoverage = 0.5;   // of a question by an article, where nothing else was understood
constexpr double kKnownCoverage = 0.34;  // where the message asks for knowledge

void settle_on(Turn& turn, std::string_view intent, double confidence) {
  turn.answer.intent = intent;
  turn.answer.confidence = confidence;
}

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

// True where the message answers what was asked last.
Task<bool> answer_expected(Turn& turn) {
  const auto expecting = turn.dialogue.expecting;
  const auto act = turn.understood.act;
  const bool gives_number = expecting == Expecting::comment_ticket && !turn.understood.entities.empty();
  if (writing_text(expecting) && is_offer(turn)) co_return turn.dialogue.settle(), false;
  if (expecting == Expecting::nothing || expecting == Expecting::cancel_order ||
      (act == SpeechAct::none && !writing_text(expecting) && !gives_number))
    co_return false;
  if (about_ticket_draft(expecting)) {
    settle_on(turn, intent::kCreateTicket, 1);
    co_await continue_ticket(turn);
  } else if (about_comment(expecting)) {
    settle_on(turn, intent::kTicketStatus, 1);
    co_await continue_comment(turn);
  } else if (expecting == Expecting::close_confirmation) {
    settle_on(turn, intent::kTicketStatus, 1);
    continue_close(turn);
  } else if (expecting == Expecting::cancel_confirmation) {
    settle_on(turn, intent::kCancelOrder, 1);
    co_await continue_cancel(turn);
  } else if (expecting == Expecting::human_confirmation) {
    settle_on(turn, intent::kHuman, 1);
    co_await continue_human(turn);
  } else if (act == SpeechAct::yes) {
    const bool order = expecting == Expecting::order_details;
    settle_on(turn, order ? intent::kOrderStatus : intent::kTicketStatus, 1);
    co_await (order ? answer_order_details(turn, turn.dialogue.order)
                    : answer_ticket_details(turn, {turn.dialogue.ticket}));
  } else {
    settle_on(turn, intent::kThanks, 1);
    turn.dialogue.settle();
    turn.say("All right. Is there anything else I can do for you?");
  }
  co_return true;
}

template <class T>
std::optional<T> only(const std::vector<T>& list) {
  return list.empty() ? std::nullopt : std::optional(list.front());
}

Task<> answer_ticket(Turn& turn, Topic topic, const Subjects& about) {
  auto id = only(about.tickets);
  const bool same_one = !id && turn.dialogue.ticket != 0 && speaks_of(turn, {"it", "that", "this"}) &&
                        !speaks_of(turn, {"tickets", "all"});
  if (same_one) id = crm::TicketId{turn.dialogue.ticket};
  if (topic == Topic::comment) co_return co_await begin_comment(turn, id);
  if (topic == Topic::close) co_return co_await begin_close(turn, id);
  if (topic == Topic::change) co_return co_await begin_change(turn, id);
  if (about.tickets.size() > 1) co_return co_await answer_several_tickets(turn, about.tickets);
  co_await answer_ticket_status(turn, id);
}

Task<> answer_order(Turn& turn, const Subjects& about) {
  if (about.orders.size() > 1) co_return co_await answer_several_orders(turn, about.orders);
  co_await answer_order_status(turn, only(about.orders).value_or(""));
}

// "Ticket 77 and order 5512": how all of them stand.
Task<> answer_both(Turn& turn, const Subjects& about) {
  co_await answer_several_tickets(turn, about.tickets);
  const auto tickets = std::move(turn.answer.text);
  co_await answer_several_orders(turn, about.orders);
  turn.answer.text = tickets + "\n\n" + turn.answer.text;
}

Task<> answer_intent(Turn& turn, const nlu::Guess& guess, const Subjects& about) {
  settle_on(turn, guess.intent, guess.confidence);
  const bool asks_status = guess.intent == intent::kTicketStatus || guess.intent == intent::kOrderStatus;
  if (asks_status && guess.topic == Topic::none && !about.tickets.empty() && !about.orders.empty())
    co_return co_await answer_both(turn, about);
  const auto order = only(about.orders).value_or(turn.dialogue.about_order ? turn.dialogue.order : "");
  if (guess.intent == intent::kTicketStatus) co_return co_await answer_ticket(turn, guess.topic, about);
  if (guess.intent == intent::kOrderStatus) co_return co_await answer_order(turn, about);
  if (guess.intent == intent::kAccountInfo)
    co_return co_await (guess.topic == Topic::transactions ? answer_transactions(turn) : answer_account(turn));
  if (guess.intent == intent::kCreateTicket) co_return co_await begin_ticket(turn);
  if (guess.intent == intent::kCancelOrder) co_return co_await answer_cancel_order(turn, order);
  if (guess.intent == intent::kRefund) co_return co_await answer_refund(turn, order);
  if (guess.intent == intent::kComplaint) co_return co_await answer_complaint(turn);
  if (guess.intent == intent::kHuman) co_return co_await answer_human(turn);
  if (guess.topic == Topic::identity) co_return answer_identity(turn);
  answer_small_talk(turn, guess.intent);
}

bool asks_how(const Turn& turn) {
  return std::ranges::any_of(turn.understood.guesses, [](const nlu::Guess& g) {
    return g.intent == intent::kKnowledge && g.confidence > kSure;
  });
}

bool small_talk(std::string_view i) { return i == intent::kGreeting || i == intent::kThanks || i == intent::kGoodbye; }

// "hello, where is my order?" is about the order.
nlu::Guess choose(const Turn& turn) {
  const auto& guesses = turn.understood.guesses;
  if (turn.understood.guess().topic == Topic::identity) return turn.understood.guess();
  const auto weighty =
      std::ranges::find_if(guesses, [](const nlu::Guess& g) { return !small_talk(g.intent) && g.confidence > kSure; });
  return weighty != guesses.end() ? *weighty : turn.understood.guess();
}

// "Is it resolved?", "who is working on it?": of the ticket that was spoken of last.
std::optional<nlu::Guess> follow_up(const Turn& turn) {
  constexpr std::size_t kMostWords = 8;
  const auto& d = turn.dialogue;
  if (turn.understood.words.size() > kMostWords || !speaks_of(turn, {"it", "that", "this"})) return std::nullopt;
  if (!d.about_order && d.ticket != 0 &&
      speaks_of(turn, {"resolved", "closed", "solved", "fixed", "done", "working", "handling", "assigned", "priority",
                       "opened", "updated", "urgent", "status", "decided"}))
    return nlu::Guess{intent::kTicketStatus, kSure, Topic::none};
  return std::nullopt;
}

// A bare yes or no to a question that nobody asked.
bool answer_stray(Turn& turn) {
  if (turn.understood.act == SpeechAct::none) return false;
  settle_on(turn, turn.understood.act == SpeechAct::yes ? intent::kOutOfScope : intent::kThanks, 1);
  turn.dialogue.settle();
  turn.say(turn.understood.act == SpeechAct::yes ? "I'm not sure what you are agreeing to. What can I do for you?"
                                                 : "All right. Is there anything else I can do for you?");
  return true;
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

// While something is to be confirmed, whatever is neither a yes nor a clear wish of its own leaves it standing.
bool ask_again(Turn& turn, const nlu::Guess& guess) {
  const auto waiting = std::ranges::find(kConfirmations, turn.dialogue.expecting, &Confirmation::expecting);
  if (waiting == std::end(kConfirmations) ||
      (guess.confidence >= kSure && guess.intent != intent::kKnowledge && guess.intent != intent::kOutOfScope))
    return false;
  settle_on(turn, waiting->intent, kSure);
  turn.say(std::string(waiting->again));
  turn.parts.quick_replies({"Yes", "No"});
  return true;
}

bool answer_impossible(Turn& turn, std::string_view number) {
  settle_on(turn, intent::kTicketStatus, kSure);
  turn.dialogue.settle();
  turn.say(
      fmt::format("I can't find anything with the number {} among yours. Please check it, or ask me to list your "
                  "tickets or orders.",
                  number));
  turn.parts.quick_replies({"Show my tickets", "Show my orders"});
  return true;
}

bool answer_refused(Turn& turn, std::string_view wanted) {
  settle_on(turn, wanted, kSure);
  turn.dialogue.settle();
  turn.say("All right, I won't do that. What can I do for you instead?");
  turn.parts.quick_replies({"Show my tickets", "Show my orders", "Talk to a person"});
  return true;
}

bool answer_foreign(Turn& turn, const nlu::Guess& guess) {
  if (!answer_other_language(turn)) return false;
  settle_on(turn, intent::kOutOfScope, 1 - guess.confidence);
  return true;
}

}  // namespace

Task<> route(Turn& turn) {
  if (co_await answer_expected(turn)) co_return;
  if (answer_stray(turn)) co_return;
  const auto about = co_await find_subjects(turn);
  if (!about.impossible.empty()) co_return void(answer_impossible(turn, about.impossible));
  auto guess = follow_up(turn).value_or(choose(turn));
  if (ask_again(turn, guess)) co_return;
  if (about.empty() && co_await answer_as_company_says(turn)) co_return;
  const bool wants_other = guess.confidence >= kSure && guess.intent != intent::kCancelOrder;
  if ((turn.dialogue.expecting == Expecting::cancel_order && !wants_other) || speaks_of(turn, {"cancel"}))
    if (!about.orders.empty()) guess = {intent::kCancelOrder, kSure, Topic::none};
  const bool acts = guess.intent != intent::kTicketStatus || guess.topic != Topic::none;
  const bool refused = acts && nlu::is_refused(turn.question.text, turn.understood.words, guess.intent);
  if (refused && about.empty()) co_return void(answer_refused(turn, guess.intent));
  // Who names a thing and says nothing else that is clear asks how it stands.
  if (!about.empty() && (refused || guess.confidence < kSure || guess.intent == intent::kKnowledge))
    guess = {about.tickets.empty() ? intent::kOrderStatus : intent::kTicketStatus, kSure, Topic::none};
  const bool mine = guess.topic == Topic::mine || guess.topic == Topic::identity;
  if (about.empty() && !mine && (guess.intent == intent::kKnowledge || guess.confidence < kSure || asks_how(turn))) {
    settle_on(turn, intent::kKnowledge, guess.confidence);
    if (co_await answer_from_articles(turn, asks_how(turn) ? kKnownCoverage : kFoundCoverage)) co_return;
  }
  if (guess.intent != intent::kKnowledge && guess.intent != intent::kOutOfScope && guess.confidence >= kSure)
    co_return co_await answer_intent(turn, guess, about);
  if (about.empty() && answer_foreign(turn, guess)) co_return;
  settle_on(turn, guess.intent == intent::kKnowledge ? intent::kKnowledge : intent::kOutOfScope, guess.confidence);
  answer_not_understood(turn);
}

}  // namespace parlance::ai
