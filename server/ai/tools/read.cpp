#include "ai/tools/tools.hpp"
#include "base/json/lenient.hpp"
#include "base/json/writer.hpp"
#include "crm/to_json.hpp"

// Tools that look up the customer's own things. What is another's is as what does not exist.
namespace parlance::ai::tools {
namespace {

constexpr std::size_t kMaxListedForModel = 20;
constexpr std::size_t kMaxComments = 5;

Result not_found(std::string_view what) {
  Result out{.content = {}, .failed = true};
  json::Writer(out.content).open().key("error").string(fmt::format("the customer has no such {}", what)).close();
  return out;
}

template <class T>
Result list(std::string_view name, const std::vector<T>& things) {
  Result out;
  json::Writer json(out.content);
  json.open().key("count").integer(static_cast<std::int64_t>(things.size())).key(name).open('[');
  for (const auto& thing : things | std::views::take(kMaxListedForModel)) crm::write(json, thing);
  json.close(']').close();
  return out;
}

}  // namespace

Task<Result> ticket_lookup(Context& context, const boost::json::value& arguments) {
  auto& turn = context.turn;
  const crm::TicketId id{json::number_at(arguments, {"ticket_id"})};
  const auto ticket = co_await turn.crm.ticket(turn.question.caller, id);
  if (!ticket) co_return not_found("ticket");
  turn.dialogue.ticket = id.value;
  turn.dialogue.about_order = false;
  turn.parts.ticket(*ticket);
  const auto comments = co_await turn.crm.comments(turn.question.caller, id);
  Result out;
  json::Writer json(out.content);
  json.open().key("ticket");
  crm::write(json, *ticket);
  json.key("last_comments").open('[');
  for (const auto& comment : comments | std::views::drop(comments.size() - std::min(comments.size(), kMaxComments)))
    json.open().key("at").time(comment.created_at).key("text").string(comment.body).close();
  json.close(']').close();
  co_return out;
}

Task<Result> list_tickets(Context& context, const boost::json::value&) {
  co_return list("tickets", co_await context.turn.crm.tickets(context.turn.question.caller));
}

Task<Result> account_info(Context& context, const boost::json::value&) {
  auto& turn = context.turn;
  const auto account = co_await turn.crm.account(turn.question.caller);
  const auto contact = co_await turn.crm.contact(turn.question.caller);
  Result out;
  json::Writer json(out.content);
  json.open().key("account");
  account ? crm::write(json, *account) : void(json.null());
  if (contact && context.send_name && contact->name) json.key("customer_name").string(*contact->name);
  if (contact && context.send_email && contact->email) json.key("customer_email").string(*contact->email);
  json.close();
  co_return out;
}

Task<Result> order_status(Context& context, const boost::json::value& arguments) {
  auto& turn = context.turn;
  const std::string key(json::text_at(arguments, {"order_id"}));
  const auto order = co_await turn.crm.order(turn.question.caller, key);
  if (!order) co_return not_found("order");
  turn.dialogue.order = order->external_id;
  turn.dialogue.about_order = true;
  turn.parts.order(*order);
  Result out;
  json::Writer json(out.content);
  json.open().key("order");
  crm::write(json, *order);
  json.close();
  co_return out;
}

Task<Result> list_orders(Context& context, const boost::json::value&) {
  co_return list("orders", co_await context.turn.crm.orders(context.turn.question.caller));
}

Task<Result> list_transactions(Context& context, const boost::json::value&) {
  co_return list("transactions", co_await context.turn.crm.transactions(context.turn.question.caller));
}

Task<Result> search_knowledge_base(Context& context, const boost::json::value& arguments) {
  constexpr std::size_t kPassages = 3;
  auto& turn = context.turn;
  const auto hits =
      co_await turn.knowledge.find(turn.question.caller.tenant, json::text_at(arguments, {"query"}), kPassages);
  Result out;
  json::Writer json(out.content);
  json.open().key("passages").open('[');
  for (const auto& hit : hits) {
    json.open()
        .key("article")
        .string(hit.title)
        .key("section")
        .string(hit.heading)
        .key("text")
        .string(hit.passage)
        .close();
    turn.parts.citation(hit);
  }
  json.close(']').close();
  co_return out;
}

}  // namespace parlance::ai::tools
