#include <fmt/format.h>

#include "ai/answers/answers.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kListedTransactions = 5;

std::string lines(const std::vector<crm::Transaction>& transactions, UnixMs now) {
  std::string out;
  for (const auto& t : transactions | std::views::take(kListedTransactions))
    out += fmt::format("\n• {} of {} {}, {}, {}", t.kind, t.amount, t.currency, t.status, time_ago(t.created_at, now));
  return out;
}

}  // namespace

Task<> answer_account(Turn& turn) {
  turn.did("account_info");
  turn.dialogue.settle();
  const auto contact = co_await turn.crm.contact(turn.question.caller);
  const auto account = co_await turn.crm.account(turn.question.caller);
  if (!contact) co_return turn.say("I can't find your account. Please sign in again.");
  std::string text = account ? fmt::format("Your account '{}' is {} and on the {} plan.", account->name,
                                           account->status, account->plan)
                             : "There is no account behind your sign-in yet.";
  if (contact->name) text += fmt::format("\nName: {}", *contact->name);
  if (contact->email) text += fmt::format("\nE-mail: {}", *contact->email);
  turn.say(std::move(text));
  turn.parts.quick_replies({"Show my payments", "Show my orders"});
}

Task<> answer_transactions(Turn& turn) {
  turn.did("list_transactions");
  turn.dialogue.settle();
  const auto transactions = co_await turn.crm.transactions(turn.question.caller);
  turn.say(transactions.empty() ? "There are no payments on your account yet."
                                : "Your latest transactions:" + lines(transactions, turn.now));
}

Task<> answer_refund(Turn& turn, std::string key) {
  turn.did("list_transactions");
  const auto transactions = co_await turn.crm.transactions(turn.question.caller);
  std::vector<crm::Transaction> refunds;
  std::ranges::copy_if(transactions, std::back_inserter(refunds), [](const auto& t) { return t.kind == "refund"; });
  auto lead = refunds.empty() ? std::string("I see no refund on your account so far.")
                              : "These refunds are on your account:" + lines(refunds, turn.now) + "\n";
  if (!key.empty()) turn.did("order_status", key);
  const auto order =
      key.empty() ? Result<crm::Order>(fail(kNotFound, "")) : co_await turn.crm.order(turn.question.caller, key);
  if (order) {
    lead += fmt::format(" Your order {} is currently {}, for {} {}.", order->external_id, order->status, order->total,
                        order->currency);
    co_return co_await offer_ticket(turn, lead + " I can pass your wish for a refund of it to our team as a ticket.",
                                    "Refund for order " + order->external_id);
  }
  if (!key.empty()) lead += fmt::format(" I can't find an order {} among yours.", key);
  co_await offer_ticket(turn, lead + " For a new refund I can pass your wish to our team as a ticket.", "Refund");
}

Task<> answer_complaint(Turn& turn) {
  co_await offer_ticket(
      turn, "I'm sorry that this has gone badly. I can pass it to our team as a ticket, so that a person looks at it.",
      "Complaint");
}

}  // namespace parlance::ai
