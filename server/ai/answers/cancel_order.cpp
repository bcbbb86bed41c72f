#include <fmt/format.h>

#include "ai/answers/answers.hpp"

namespace parlance::ai {
namespace {

using nlu::SpeechAct;

// A status with one of these words: it is too late.
bool is_past_cancelling(const crm::Order& order) {
  constexpr std::string_view kLate[] = {"shipped",   "sent",     "delivered",    "returned",  "refunded",
                                        "cancelled", "canceled", "cancellation", "completed", "dispatched"};
  return std::ranges::any_of(words(order.status),
                             [&](const Word& w) { return std::ranges::find(kLate, w.text) != std::end(kLate); });
}

void read_back(Turn& turn, const crm::Order& order) {
  turn.dialogue.settle();
  turn.dialogue.order = order.external_id;
  turn.dialogue.about_order = true;
  turn.expect(Expecting::cancel_confirmation);
  turn.say(turn.phrase(Say::order_is, order.external_id, order.status) + " " + turn.phrase(Say::cancel_ask));
  turn.parts.order(order);
  turn.offer({Say::yes_please, Say::no_thanks});
}

}  // namespace

Task<> answer_cancel_order(Turn& turn, std::string key) {
  if (key.empty()) {
    co_await list_orders(turn);
    turn.expect(Expecting::cancel_order);
    turn.answer.text = turn.phrase(Say::cancel_which) + " " + turn.answer.text;
    co_return;
  }
  const auto order = co_await turn.crm.order(turn.question.caller, key);
  if (!order) co_return co_await answer_order_status(turn, key);
  turn.did("order_status", key);
  if (!is_past_cancelling(*order)) co_return read_back(turn, *order);
  co_await offer_ticket(turn, turn.phrase(Say::cancel_too_late, order->external_id, order->status),
                        turn.phrase(Say::cancel_title, order->external_id));
}

Task<std::optional<std::string>> propose_cancel(Turn& turn, std::string key) {
  const auto order = co_await turn.crm.order(turn.question.caller, key);
  if (!order) co_return "the customer has no such order";
  if (is_past_cancelling(*order)) co_return fmt::format("the order is {}: too late to cancel it", order->status);
  read_back(turn, *order);
  co_return std::nullopt;
}

Task<> continue_cancel(Turn& turn) {
  const auto key = turn.dialogue.order;
  turn.dialogue.settle();
  if (turn.understood.act != SpeechAct::yes) co_return turn.say(Say::cancel_not, key);
  if (turn.mode == Mode::quick) co_return turn.defer();
  turn.did("cancel_order", key);
  const auto order = co_await turn.crm.order(turn.question.caller, key);
  if (!order || is_past_cancelling(*order)) co_return co_await answer_order_status(turn, key);
  if (turn.mode == Mode::rehearsal) co_return turn.say(Say::cancel_would, key);
  turn.answer.cancel = CancelWrite{order->id, order->external_id};
  turn.say(Say::cancel_done, key);
}

}  // namespace parlance::ai
