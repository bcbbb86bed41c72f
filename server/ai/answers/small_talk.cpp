#include <fmt/format.h>

#include "ai/answers/answers.hpp"

namespace parlance::ai {
namespace {

constexpr int kMissesBeforeTicket = 2;

// What can be asked back about, and what chooses it.
struct Offer {
  std::string_view intent, about, reply;
};
constexpr Offer kOffers[] = {
    {nlu::intent::kTicketStatus, "one of your tickets", "Show my tickets"},
    {nlu::intent::kOrderStatus, "one of your orders", "Show my orders"},
    {nlu::intent::kAccountInfo, "your account", "Show my account"},
    {nlu::intent::kCreateTicket, "a new ticket", "Open a ticket"},
    {nlu::intent::kCancelOrder, "cancelling an order", "Cancel an order"},
    {nlu::intent::kRefund, "a refund", "I want a refund"},
    {nlu::intent::kHuman, "talking to a person", "Talk to a person"},
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
  turn.say(fmt::format("I'm not sure what you mean. Is it about {}, or about {}?", first->about, second->about));
  turn.parts.quick_replies({first->reply, second->reply, "Talk to a person"});
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
  if (intent == nlu::intent::kThanks) return turn.say("You're welcome! Is there anything else I can do for you?");
  if (intent == nlu::intent::kGoodbye)
    return turn.say("Goodbye, and thank you for writing. I'm here whenever you need me.");
  const auto name = first_name(turn.question.customer_name);
  turn.say(
      fmt::format("Hello{}! I'm the support assistant, a bot. I can tell you about your tickets, orders, payments and "
                  "account, search our help articles, and open a ticket for you. What can I do?",
                  name.empty() ? "" : " " + name));
  turn.parts.quick_replies({"Show my tickets", "Show my orders", "Open a ticket"});
}

void answer_identity(Turn& turn) {
  turn.dialogue.settle();
  turn.say(
      "I'm the support assistant, a bot. I look things up for you and search our help articles, and I can pass you to "
      "our team.");
  turn.parts.quick_replies({"Talk to a person", "Show my tickets", "Show my orders"});
}

void answer_not_understood(Turn& turn) {
  turn.dialogue.settle();
  if (++turn.dialogue.misses < kMissesBeforeTicket) {
    if (ask_which(turn)) return;
    turn.say(
        "I'm sorry, I don't know the answer to that. I can help with tickets, orders, payments, your account and our "
        "help articles. Could you put it in other words?");
    turn.parts.quick_replies({"Show my tickets", "Show my orders", "Talk to a person"});
    return;
  }
  turn.say("I still don't know the answer, and I won't guess. I can pass your question to our team.");
  turn.parts.quick_replies({"Talk to a person", "Open a ticket"});
}

}  // namespace parlance::ai
