#include <fmt/format.h>

#include "ai/answers/answers.hpp"
#include "base/json/reader.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kListedOrders = 5;

// Not of what has arrived or will not come, nor of a day that is over.
std::string expected(const crm::Order& order, UnixMs now) {
  const auto status = words(order.status);
  const bool over = std::ranges::any_of(status, [](const Word& w) {
    return w.text == "delivered" || w.text == "cancelled" || w.text == "canceled" || w.text == "returned";
  });
  if (!order.eta || over || *order.eta < now) return {};
  return fmt::format(" It should arrive on {}.", to_rfc3339(*order.eta).substr(0, 10));
}

std::string items(const crm::Order& order) {
  const auto list = json::parse(order.items);
  std::string out;
  if (!list || !list->is_array()) return out;
  for (const auto& item : list->get_array()) {
    const auto* name = item.is_object() ? item.get_object().if_contains("name") : nullptr;
    const auto* quantity = item.is_object() ? item.get_object().if_contains("quantity") : nullptr;
    if (name && name->is_string())
      out += fmt::format("\n• {} × {}", quantity && quantity->is_int64() ? quantity->get_int64() : 1,
                         std::string_view(name->get_string()));
  }
  return out;
}

void not_found(Turn& turn, std::string_view key) {
  turn.dialogue.settle();
  turn.say(fmt::format("I can't find an order {} among yours. Please check the number, or ask me to list your orders.",
                       key));
  turn.parts.quick_replies({"Show my orders"});
}

Task<std::optional<crm::Order>> look_up(Turn& turn, const std::string& key) {
  turn.did("order_status", key);
  auto order = co_await turn.crm.order(turn.question.caller, key);
  if (!order) co_return not_found(turn, key), std::nullopt;
  turn.dialogue.settle();
  turn.dialogue.order = key;
  turn.dialogue.about_order = true;
  co_return std::move(*order);
}

void list(Turn& turn, std::string text, const std::vector<crm::Order>& orders) {
  turn.dialogue.listed.clear();
  for (const auto& order : orders | std::views::take(kListedOrders)) {
    text += fmt::format("\n• {}: {}, {} {}, placed {}", order.external_id, order.status, order.total, order.currency,
                        time_ago(order.placed_at, turn.now));
    turn.parts.order(order);
    turn.dialogue.listed.push_back(order.external_id);
  }
  turn.say(text + "\nTell me a number for more.");
  if (orders.size() == 1) turn.dialogue.order = orders.front().external_id;
}

}  // namespace

Task<> list_orders(Turn& turn) {
  turn.did("list_orders");
  const auto orders = co_await turn.crm.orders(turn.question.caller);
  turn.dialogue.settle();
  turn.dialogue.about_order = true;
  if (orders.empty()) co_return turn.say("You have no orders with us yet.");
  const auto newest = orders.size() > kListedOrders ? ". The newest are" : "";
  list(turn, orders.size() == 1 ? "You have one order:" : fmt::format("You have {} orders{}:", orders.size(), newest),
       orders);
}

Task<> answer_order_status(Turn& turn, std::string key) {
  if (key.empty()) co_return co_await list_orders(turn);
  const auto order = co_await look_up(turn, key);
  if (!order) co_return;
  turn.say(fmt::format("Your order {} is currently {}. You placed it {} for {} {}.{}{}", order->external_id,
                       order->status, time_ago(order->placed_at, turn.now), order->total, order->currency,
                       expected(*order, turn.now), turn.is_brief ? "" : " Would you like more details?"));
  turn.parts.order(*order);
  if (turn.is_brief) co_return;
  turn.expect(Expecting::order_details);
  turn.parts.quick_replies({"Yes, please", "No, thanks"});
}

Task<> answer_several_orders(Turn& turn, const std::vector<std::string>& keys) {
  turn.dialogue.settle();
  turn.dialogue.about_order = true;
  std::vector<crm::Order> found;
  std::string missing;
  for (const auto& key : keys) {
    turn.did("order_status", key);
    if (auto order = co_await turn.crm.order(turn.question.caller, key))
      found.push_back(std::move(*order));
    else
      missing += fmt::format("I can't find an order {} among yours. ", key);
  }
  if (found.empty()) co_return turn.say(missing + "Please check the numbers, or ask me to list your orders.");
  list(turn, missing + "Here is how they stand:", found);
}

Task<> answer_order_details(Turn& turn, std::string key) {
  const auto order = co_await look_up(turn, key);
  if (!order) co_return;
  turn.say(fmt::format("Order {} of {}:{}\nTotal: {} {}\nStatus: {}.{}", order->external_id,
                       to_rfc3339(order->placed_at).substr(0, 10), items(*order), order->total, order->currency,
                       order->status, expected(*order, turn.now)));
  turn.parts.quick_replies({"Show my orders"});
}

}  // namespace parlance::ai
