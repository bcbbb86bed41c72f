#include "ai/route.hpp"

#include "ai/answers/answers.hpp"
#include "ai/article_question.hpp"
#include "ai/attribute_answer.hpp"
#include "ai/expected.hpp"
#include "ai/nlu/entities/ids.hpp"
#include "ai/nlu/negation.hpp"
#include "ai/nlu/speech_act.hpp"
#include "ai/nlu/state_question.hpp"
#include "ai/subjects.hpp"
#include "ai/wishes.hpp"
#include "base/text/ascii.hpp"
#include "base/text/patterns.hpp"

namespace parlance::ai {
namespace {

using nlu::Topic;
namespace intent = nlu::intent;

template <class T>
std::optional<T> only(const std::vector<T>& list) {
  return list.empty() ? std::nullopt : std::optional(list.front());
}

// One change at a time: the next one is asked for again, so that none is taken for done.
void tell_of_the_others(Turn& turn, std::size_t named) {
  const auto expecting = turn.dialogue.expecting;
  const bool settled = expecting == Expecting::nothing || expecting == Expecting::ticket_details ||
                       expecting == Expecting::order_details;
  if (named > 1 && !settled && !turn.deferred) turn.say(turn.answer.text + "\n\n" + turn.phrase(Say::other_wish_later));
}

Task<> change_ticket(Turn& turn, Topic topic, std::optional<crm::TicketId> id) {
  if (topic == Topic::comment) return begin_comment(turn, id);
  return topic == Topic::close ? begin_close(turn, id) : begin_change(turn, id);
}

// The first that can be closed.
Task<> close_one_of(Turn& turn, const std::vector<crm::TicketId>& ids) {
  for (const auto id : ids) {
    turn.did("ticket_lookup", std::to_string(id.value));
    if (!co_await propose_close(turn, id)) co_return tell_of_the_others(turn, ids.size());
  }
  co_await answer_several_tickets(turn, ids);
}

Task<> answer_ticket(Turn& turn, Topic topic, const Subjects& about) {
  auto id = only(about.tickets);
  const bool same_one = !id && turn.dialogue.ticket != 0 && speaks_of(turn, {"it", "that", "this"}) &&
                        !speaks_of(turn, {"tickets", "all"});
  if (same_one) id = crm::TicketId{turn.dialogue.ticket};
  if (topic == Topic::close && about.tickets.size() > 1) co_return co_await close_one_of(turn, about.tickets);
  if (topic == Topic::comment || topic == Topic::close || topic == Topic::change) {
    co_await change_ticket(turn, topic, id);
    co_return tell_of_the_others(turn, about.tickets.size());
  }
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

// "Do you have human agents?", and not "can I talk to one?"
bool asks_whether(const Turn& turn) {
  constexpr std::string_view kRequest[] = {"can",      "could",   "may",     "please", "want",    "need",    "kann",
                                           "konnte",   "konnen",  "konnten", "darf",   "bitte",   "puedo",   "puede",
                                           "podria",   "podrian", "favor",   "puis",   "peux",    "pouvez",  "svp",
                                           "pourrais", "plait",   "posso",   "pode",   "poderia", "poderiam"};
  constexpr std::string_view kAsking[] = {"why", "warum", "who", "wen", "wer", "quien", "qui", "quem"};
  const auto& words = turn.understood.words;
  const auto requests = [&](const Word& word) { return among(kRequest, word.text); };
  if (nlu::first(turn.understood.entities, nlu::EntityType::amount)) return true;  // "transfer 50 EUR"
  if (words.empty() || !turn.question.text.contains('?')) return false;
  return among(kAsking, words.front().text) || std::ranges::none_of(words, requests);
}

bool tells_of_before(const Turn& turn) {
  return speaks_of(turn, {"was", "were", "did", "spoke", "talked", "yesterday", "gestern", "gesprochen", "hable",
                          "ayer", "falei", "ontem"});
}

Task<> answer_intent(Turn& turn, const nlu::Guess& guess, const Subjects& about) {
  turn.settle_on(guess.intent, guess.confidence);
  const bool asks_status = guess.intent == intent::kTicketStatus || guess.intent == intent::kOrderStatus;
  if (asks_status && guess.topic == Topic::none && !about.tickets.empty() && !about.orders.empty())
    co_return co_await answer_both(turn, about);
  const auto order = only(about.orders).value_or(turn.dialogue.about_order ? turn.dialogue.order : "");
  if (guess.intent == intent::kTicketStatus) co_return co_await answer_ticket(turn, guess.topic, about);
  if (guess.intent == intent::kOrderStatus) co_return co_await answer_order(turn, about);
  if (guess.intent == intent::kAccountInfo)
    co_return co_await (guess.topic == Topic::transactions ? answer_transactions(turn) : answer_account(turn));
  if (guess.intent == intent::kCreateTicket) co_return co_await begin_ticket(turn);
  if (guess.intent == intent::kCancelOrder) {
    co_await answer_cancel_order(turn, order);
    co_return tell_of_the_others(turn, about.orders.size());
  }
  if (guess.intent == intent::kRefund) co_return co_await answer_refund(turn, order);
  if (guess.intent == intent::kComplaint) co_return co_await answer_complaint(turn);
  if (guess.intent == intent::kHuman) {
    // Who says more than that may mean something else: "add to ticket 5: call me", "was the agent nice?".
    if (turn.is_brief || nlu::names_number(turn.understood.entities) || tells_of_before(turn) || asks_whether(turn))
      co_return propose_human(turn);
    co_return co_await answer_human(turn);
  }
  if (guess.topic == Topic::identity) co_return answer_identity(turn);
  answer_small_talk(turn, guess.intent);
}

// What is asked of the named things themselves. What is only pointed at is hardly complained about.
bool is_of_things(const Turn& turn, const nlu::Guess& guess, const Subjects& about) {
  if (guess.intent == intent::kAccountInfo && says_little_else(turn)) return false;
  if (guess.intent == intent::kTicketStatus && guess.topic == Topic::none) return !about.tickets.empty();
  if (guess.intent == intent::kOrderStatus) return !about.orders.empty();
  if (about.pointed_at)
    return guess.intent == intent::kTicketStatus || guess.intent == intent::kCancelOrder ||
           guess.intent == intent::kRefund;
  return guess.intent != intent::kKnowledge;
}

// Letters and digits in one word, which is nothing of theirs.
bool is_one_code(const Turn& turn) {
  const auto& words = turn.understood.words;
  return words.size() == 1 && std::ranges::any_of(words.front().text, is_digit) &&
         !std::ranges::all_of(words.front().text, is_digit);
}

bool small_talk(std::string_view i) { return i == intent::kGreeting || i == intent::kThanks || i == intent::kGoodbye; }

// "Add a comment to ticket 5: call me": what is to be written says nothing of what is wanted.
std::optional<nlu::Guess> comment_before_colon(const Turn& turn) {
  const std::string_view text = turn.question.text;
  const auto colon = text.find(": ");
  if (colon == text.npos) return std::nullopt;
  const auto guess = understand(text.substr(0, colon), {turn.now, turn.dialogue.zone}).guess();
  const bool comments = guess.topic == Topic::comment && guess.confidence >= kSure;
  return comments ? std::optional(guess) : std::nullopt;
}

// "hello, where is my order?" is about the order.
nlu::Guess choose(const Turn& turn) {
  if (const auto guess = comment_before_colon(turn)) return *guess;
  const auto& guesses = turn.understood.guesses;
  if (turn.understood.guess().topic == Topic::identity) return turn.understood.guess();
  const auto weighty =
      std::ranges::find_if(guesses, [](const nlu::Guess& g) { return !small_talk(g.intent) && g.confidence > kSure; });
  auto top = weighty != guesses.end() ? *weighty : turn.understood.guess();
  // However a ticket's title that is named with them sounds.
  constexpr std::string_view kOwn[] = {"my tickets", "meine tickets", "mis tickets", "mes tickets", "meus tickets"};
  if (top.intent == intent::kTicketStatus && has_pattern(turn.understood.words, kOwn))
    top.confidence = std::max(top.confidence, kSure);
  return top;
}

bool answer_impossible(Turn& turn, std::string_view number) {
  turn.settle_on(intent::kTicketStatus, kSure);
  turn.dialogue.settle();
  turn.say(Say::number_missing, number);
  turn.offer({Say::show_my_tickets, Say::show_my_orders});
  return true;
}

bool answer_refused(Turn& turn, std::string_view wanted) {
  turn.settle_on(wanted, kSure);
  turn.dialogue.settle();
  turn.say(Say::refused);
  turn.offer({Say::show_my_tickets, Say::show_my_orders, Say::talk_to_a_person});
  return true;
}

bool answer_foreign(Turn& turn, const nlu::Guess& guess) {
  if (!answer_other_language(turn)) return false;
  turn.settle_on(intent::kOutOfScope, 1 - guess.confidence);
  return true;
}

// "Help!" and nothing more.
bool answer_help(Turn& turn) {
  constexpr std::string_view kHelp[] = {"help", "hilfe", "ayuda", "aide", "ajuda"};
  const auto& words = turn.understood.words;
  const auto is_help = [&](const Word& word) { return std::ranges::find(kHelp, word.text) != std::end(kHelp); };
  if (std::ranges::none_of(words, is_help) ||
      !std::ranges::all_of(words, [&](const Word& word) { return is_help(word) || nlu::is_small_word(word.text); }))
    return false;
  turn.settle_on(intent::kGreeting, kSure);
  answer_identity(turn);
  return true;
}

// "Not a human, just close 77": what stands behind the sign is wanted. Of what else is refused, how the thing stands.
nlu::Guess wanted_instead(const Turn& turn, const nlu::Guess& refused, const Subjects& about) {
  const nlu::Guess status{about.tickets.empty() ? intent::kOrderStatus : intent::kTicketStatus, kSure, Topic::none};
  const std::string_view text = turn.question.text;
  const auto sign = text.find_first_of(",;");
  if (refused.intent != intent::kHuman || sign == text.npos) return status;
  const auto rest = text.substr(sign + 1);
  const auto understood = understand(rest, {turn.now, turn.dialogue.zone});
  const auto guess = understood.guess();
  const bool clear = guess.confidence >= kSure && nlu::names_number(understood.entities) &&
                     is_of_things(turn, guess, about) && !nlu::asks_whether_done(understood.words) &&
                     !nlu::is_refused(rest, understood.words, guess.intent);
  return clear ? guess : status;
}

Task<> route_about(Turn& turn, const Subjects& about) {
  if (!about.impossible.empty()) co_return void(answer_impossible(turn, about.impossible));
  if (co_await answer_attribute(turn, about)) co_return;
  auto guess = choose(turn);
  if (about.empty() && (is_one_code(turn) || (guess.intent == intent::kHuman && says_little_else(turn))))
    guess = {intent::kOutOfScope, kSure};
  if (co_await propose_another(turn, about)) co_return;
  if (about.empty() && co_await propose_named(turn, guess)) co_return;
  if (ask_again(turn, guess, about)) co_return;
  if (about.empty() && co_await answer_as_company_says(turn, guess)) co_return;
  const bool wants_other = guess.confidence >= kSure && guess.intent != intent::kCancelOrder;
  if ((turn.dialogue.expecting == Expecting::cancel_order && !wants_other) || speaks_of(turn, {"cancel"}))
    if (!about.orders.empty()) guess = {intent::kCancelOrder, kSure, Topic::none};
  if (nlu::asks_whether_done(turn.understood.words) &&
      (guess.intent == intent::kCancelOrder || guess.topic == Topic::close))
    guess = {guess.intent == intent::kCancelOrder ? intent::kOrderStatus : intent::kTicketStatus, kSure, Topic::none};
  const bool acts = guess.intent != intent::kTicketStatus || guess.topic != Topic::none;
  const bool refused = acts && nlu::is_refused(turn.question.text, turn.understood.words, guess.intent);
  if (refused && about.empty()) co_return void(answer_refused(turn, guess.intent));
  // Who names a thing and says nothing else that is clear asks how it stands.
  if (!about.empty() && refused)
    guess = wanted_instead(turn, guess, about);
  else if (!about.empty() && (guess.confidence < kSure || !is_of_things(turn, guess, about)))
    guess = {about.tickets.empty() ? intent::kOrderStatus : intent::kTicketStatus, kSure, Topic::none};
  if (about.empty() && may_be_in_articles(turn, guess)) {
    turn.settle_on(intent::kKnowledge, guess.confidence);
    if (co_await answer_from_articles(turn, least_coverage(turn, guess))) co_return;
    if (wants_to_leave(turn, guess)) co_return propose_human(turn);
  }
  if (guess.intent != intent::kKnowledge && guess.intent != intent::kOutOfScope && guess.confidence >= kSure)
    co_return co_await answer_intent(turn, guess, about);
  if (about.empty() && answer_foreign(turn, guess)) co_return;
  turn.settle_on(guess.intent == intent::kKnowledge ? intent::kKnowledge : intent::kOutOfScope, guess.confidence);
  answer_not_understood(turn);
}

Task<> route_one(Turn& turn) {
  const auto about = co_await find_subjects(turn);
  co_await route_about(turn, about);
  if (about.left_out && !turn.deferred)
    turn.say(turn.answer.text + "\n\n" + turn.phrase(Say::only_so_many, kMaxSubjects));
}

}  // namespace

Task<> route(Turn& turn) {
  if (co_await answer_expected(turn)) co_return;
  if (answer_stray(turn) || answer_help(turn)) co_return;
  if (auto wishes = wishes_of(turn); wishes.size() > 1)
    co_return co_await answer_wishes(turn, std::move(wishes), route_one);
  co_await route_one(turn);
}

}  // namespace parlance::ai
