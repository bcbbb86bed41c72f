#include <fmt/format.h>

#include "ai/answers/answers.hpp"
#include "base/json/reader.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kListedOrders = 5;

// Not of what has arrived or will not come, nor of a day that is over.
std::string expected(const Turn& turn, const crm::Order& order) {
  const auto status = words(order.status);
  const bool over = std::ranges::any_of(status, [](const Word& w) {
    return w.text == "delivered" || w.text == "cancelled" || w.text == "canceled" || w.text == "returned";
  });
  if (!order.eta || over || *order.eta < turn.now) return {};
  return " " + turn.phrase(Say::order_arrives, to_rfc3339(*order.eta).substr(0, 10));
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
  turn.say(turn.phrase(Say::order_missing, key) + " " + turn.phrase(Say::order_check_number));
  turn.offer({Say::show_my_orders});
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
    text += "\n• " + turn.phrase(Say::order_line, order.external_id, order.status, order.total, order.currency,
                                 turn.ago(order.placed_at));
    turn.parts.order(order);
    turn.dialogue.listed.push_back(order.external_id);
  }
  turn.say(text + "\n" + turn.phrase(Say::name_a_number));
  if (orders.size() == 1) turn.dialogue.order = orders.front().external_id;
}

}  // namespace

Task<> list_orders(Turn& turn) {
  turn.did("list_orders");
  const auto orders = co_await turn.crm.orders(turn.question.caller);
  turn.dialogue.settle();
  turn.dialogue.about_order = true;
  if (orders.empty()) co_return turn.say(Say::orders_none);
  const auto newest = orders.size() > kListedOrders ? turn.phrase(Say::orders_newest) : "";
  list(turn, orders.size() == 1 ? turn.phrase(Say::orders_one) : turn.phrase(Say::orders_many, orders.size(), newest),
       orders);
}

Task<> answer_order_status(Turn& turn, std::string key) {
  if (key.empty()) co_return co_await list_orders(turn);
  const auto order = co_await look_up(turn, key);
  if (!order) co_return;
  turn.say(turn.phrase(Say::order_is, order->external_id, order->status) + " " +
           turn.phrase(Say::order_placed, turn.ago(order->placed_at), order->total, order->currency) +
           expected(turn, *order) + (turn.is_brief ? "" : " " + turn.phrase(Say::more_details)));
  turn.parts.order(*order);
  if (turn.is_brief) co_return;
  turn.expect(Expecting::order_details);
  turn.offer({Say::yes_please, Say::no_thanks});
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
      missing += turn.phrase(Say::order_missing, key) + " ";
  }
  if (found.empty()) co_return turn.say(missing + turn.phrase(Say::order_check_numbers));
  list(turn, missing + turn.phrase(Say::how_they_stand), found);
}

Task<> answer_order_details(Turn& turn, std::string key) {
  const auto order = co_await look_up(turn, key);
  if (!order) co_return;
  turn.say(turn.phrase(Say::order_of, order->external_id, to_rfc3339(order->placed_at).substr(0, 10)) + items(*order) +
           "\n" + turn.phrase(Say::total_line, order->total, order->currency) + "\n" +
           turn.phrase(Say::status_line, order->status) + "." + expected(turn, *order));
  turn.offer({Say::show_my_orders});
}

}  // namespace parlance::ai
