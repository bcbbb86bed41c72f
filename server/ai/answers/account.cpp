#include <fmt/format.h>

#include "ai/answers/answers.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kListedTransactions = 5;

std::string lines(const Turn& turn, const std::vector<crm::Transaction>& transactions) {
  std::string out;
  for (const auto& t : transactions | std::views::take(kListedTransactions))
    out += "\n• " + turn.phrase(Say::payment_line, t.kind, t.amount, t.currency, t.status, turn.ago(t.created_at));
  return out;
}

}  // namespace

Task<> answer_account(Turn& turn) {
  turn.did("account_info");
  turn.dialogue.settle();
  const auto contact = co_await turn.crm.contact(turn.question.caller);
  const auto account = co_await turn.crm.account(turn.question.caller);
  if (!contact) co_return turn.say(Say::account_missing);
  auto text = account ? turn.phrase(Say::account_is, account->name, account->status, account->plan)
                      : turn.phrase(Say::account_none);
  if (contact->name) text += "\n" + turn.phrase(Say::name_line, *contact->name);
  if (contact->email) text += "\n" + turn.phrase(Say::email_line, *contact->email);
  turn.say(std::move(text));
  turn.offer({Say::show_my_payments, Say::show_my_orders});
}

Task<> answer_transactions(Turn& turn) {
  turn.did("list_transactions");
  turn.dialogue.settle();
  const auto transactions = co_await turn.crm.transactions(turn.question.caller);
  turn.say(transactions.empty() ? turn.phrase(Say::payments_none)
                                : turn.phrase(Say::payments_head) + lines(turn, transactions));
}

Task<> answer_refund(Turn& turn, std::string key) {
  turn.did("list_transactions");
  const auto transactions = co_await turn.crm.transactions(turn.question.caller);
  std::vector<crm::Transaction> refunds;
  std::ranges::copy_if(transactions, std::back_inserter(refunds), [](const auto& t) { return t.kind == "refund"; });
  auto lead = refunds.empty() ? turn.phrase(Say::refunds_none) + " "
                              : turn.phrase(Say::refunds_head) + lines(turn, refunds) + "\n";
  if (!key.empty()) turn.did("order_status", key);
  const auto order =
      key.empty() ? Result<crm::Order>(fail(kNotFound, "")) : co_await turn.crm.order(turn.question.caller, key);
  if (order) {
    lead += turn.phrase(Say::refund_order, order->external_id, order->status, order->total, order->currency) + " ";
    co_return co_await offer_ticket(turn, lead + turn.phrase(Say::refund_order_offer),
                                    turn.phrase(Say::refund_order_title, order->external_id));
  }
  if (!key.empty()) lead += turn.phrase(Say::order_missing, key) + " ";
  co_await offer_ticket(turn, lead + turn.phrase(Say::refund_offer), turn.phrase(Say::refund_title));
}

Task<> answer_complaint(Turn& turn) {
  constexpr std::size_t kBareWords = 5;  // "I want to complain" says nothing of what about
  co_await offer_ticket(turn, turn.phrase(Say::complaint_offer), turn.phrase(Say::complaint_title));
  if (turn.understood.words.size() <= kBareWords) turn.dialogue.description.clear();
}

}  // namespace parlance::ai
