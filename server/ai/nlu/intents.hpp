#pragma once
#include <string_view>

namespace parlance::ai::nlu {

// The protocol's names for what a customer can want.
namespace intent {
inline constexpr std::string_view kTicketStatus = "ticket_status_query", kAccountInfo = "account_info",
                                  kOrderStatus = "order_status", kCreateTicket = "create_ticket",
                                  kCancelOrder = "cancel_order", kRefund = "refund", kComplaint = "complaint",
                                  kKnowledge = "knowledge_question", kHuman = "human_agent", kGreeting = "greeting",
                                  kThanks = "thanks", kGoodbye = "goodbye", kOutOfScope = "out_of_scope";
}

// What about it, where the intent alone does not say.
enum class Topic {
  none,
  transactions,
  comment,
  change,    // what only the team can do to a ticket
  close,     // of a ticket
  identity,  // "are you a human?"
  mine,      // it asks how many or whether, and yet of the customer's own things, not of the articles
};

struct Guess {
  std::string_view intent;
  double confidence = 0;  // 0 to 1
  Topic topic = Topic::none;
};

}  // namespace parlance::ai::nlu
