#include "ai/answers/answers.hpp"

namespace parlance::ai {
namespace {

constexpr int kMissesBeforeTicket = 2;

// What can be asked back about, and what chooses it.
struct Offer {
  std::string_view intent;
  Say about, reply;
};
constexpr Offer kOffers[] = {
    {nlu::intent::kTicketStatus, Say::about_ticket, Say::show_my_tickets},
    {nlu::intent::kOrderStatus, Say::about_order, Say::show_my_orders},
    {nlu::intent::kAccountInfo, Say::about_account, Say::show_my_account},
    {nlu::intent::kCreateTicket, Say::about_new_ticket, Say::open_a_ticket},
    {nlu::intent::kCancelOrder, Say::about_cancelling, Say::cancel_an_order},
    {nlu::intent::kRefund, Say::about_refund, Say::want_a_refund},
    {nlu::intent::kHuman, Say::about_person, Say::talk_to_a_person},
};

// The two likeliest, where hardly anything else is meant.
bool ask_which(Turn& turn) {
  constexpr double kLeastOfEach = 0.2, kLeastTogether = 0.65;
  const auto& guesses = turn.understood.guesses;
  if (guesses.size() < 2 || guesses[1].confidence < kLeastOfEach ||
      guesses[0].confidence + guesses[1].confidence < kLeastTogether)
    return false;
  const auto first = std::ranges::find(kOffers, guesses[0].intent, &Offer::intent);
  const auto second = std::ranges::find(kOffers, guesses[1].intent, &Offer::intent);
  if (first == std::end(kOffers) || second == std::end(kOffers)) return false;
  turn.say(Say::which_of_two, turn.phrase(first->about), turn.phrase(second->about));
  turn.offer({first->reply, second->reply, Say::talk_to_a_person});
  return true;
}

std::string first_name(std::string_view name) { return std::string(name.substr(0, name.find(' '))); }

}  // namespace

Task<bool> answer_as_company_says(Turn& turn, nlu::Guess guess) {
  auto wish = co_await turn.intents.understand(turn.question.caller.tenant, turn.question.text, turn.understood.words);
  if (!wish || !outweighs(wish->confidence, guess)) co_return false;
  turn.dialogue.settle();
  turn.answer.intent = std::move(wish->intent), turn.answer.confidence = wish->confidence;
  turn.say(std::move(wish->answer));
  co_return true;
}

void answer_small_talk(Turn& turn, std::string_view intent) {
  turn.dialogue.settle();
  if (intent == nlu::intent::kThanks) return turn.say(Say::thanks);
  if (intent == nlu::intent::kGoodbye) return turn.say(Say::goodbye);
  const auto name = first_name(turn.question.customer_name);
  turn.say(Say::greeting, name.empty() ? "" : " " + name);
  turn.offer({Say::show_my_tickets, Say::show_my_orders, Say::open_a_ticket});
}

void answer_identity(Turn& turn) {
  turn.dialogue.settle();
  turn.say(Say::identity);
  turn.offer({Say::talk_to_a_person, Say::show_my_tickets, Say::show_my_orders});
}

void answer_not_understood(Turn& turn) {
  turn.dialogue.settle();
  if (++turn.dialogue.misses < kMissesBeforeTicket) {
    if (ask_which(turn)) return;
    turn.say(Say::not_understood);
    turn.offer({Say::show_my_tickets, Say::show_my_orders, Say::talk_to_a_person});
    return;
  }
  turn.expect(Expecting::human_confirmation);
  turn.say(Say::not_understood_again);
  turn.offer({Say::talk_to_a_person, Say::open_a_ticket});
}

}  // namespace parlance::ai
