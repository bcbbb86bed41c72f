#include <boost/json/parse.hpp>

#include "ai/model/schema.hpp"
#include "ai/tools/tools.hpp"
#include "base/json/lenient.hpp"
#include "base/json/writer.hpp"
#include "base/utf8.hpp"

namespace parlance::ai::tools {
namespace {

#define NOTHING R"({"type":"object","properties":{},"required":[],"additionalProperties":false})"
#define ONE(name, schema)                                                             \
  R"({"type":"object","properties":{")" name R"(":)" schema R"(},"required":[")" name \
  R"("],"additionalProperties":false})"
#define TICKET_ID R"({"type":"integer","description":"The ticket's number","minimum":1,"maximum":999999999999999})"
#define ORDER_ID \
  R"({"type":"string","description":"The order's number as the customer knows it","minLength":1,"maxLength":64})"

constexpr Tool kTools[] = {
    {{"ticket_lookup",
      "Status, priority, assignee, dates and last comments of one of the customer's support tickets, by its number.",
      ONE("ticket_id", TICKET_ID)},
     ticket_lookup},
    {{"list_tickets", "The customer's support tickets, newest first.", NOTHING}, list_tickets},
    {{"account_info", "The customer's account: plan and status.", NOTHING}, account_info},
    {{"order_status", "Status, date, items, total and expected arrival of one of the customer's orders, by its number.",
      ONE("order_id", ORDER_ID)},
     order_status},
    {{"list_orders", "The customer's orders, newest first.", NOTHING}, list_orders},
    {{"list_transactions", "The customer's payments, charges and refunds, newest first.", NOTHING}, list_transactions},
    {{"search_knowledge_base",
      "Passages of the company's help articles for a question: how to do something, policies, fees, opening hours.",
      ONE("query", R"({"type":"string","minLength":1,"maxLength":500})")},
     search_knowledge_base},
    {{"create_ticket",
      "Opens a support ticket for the team, once the customer has said yes to it. Ask for what is missing first.",
      R"({"type":"object","properties":{"title":{"type":"string","description":"What it is about, in a few words","minLength":1,"maxLength":200},)"
      R"("description":{"type":"string","description":"What happens, since when, in the customer's own words","minLength":1,"maxLength":2000},)"
      R"("priority":{"type":["string","null"],"enum":["Low","Normal","High","Urgent",null]}},"required":["title","description","priority"],"additionalProperties":false})"},
     nullptr,
     create_ticket},
    {{"comment_ticket", "Adds a comment to one of the customer's tickets, once the customer has said yes to it.",
      R"({"type":"object","properties":{"ticket_id":)" TICKET_ID
      R"(,"comment":{"type":"string","minLength":1,"maxLength":2000}},"required":["ticket_id","comment"],"additionalProperties":false})"},
     nullptr,
     comment_ticket},
    {{"close_ticket", "Closes one of the customer's tickets, once the customer has said yes to it.",
      ONE("ticket_id", TICKET_ID)},
     nullptr,
     close_ticket},
    {{"cancel_order", "Asks the company to cancel one of the customer's orders, once the customer has said yes to it.",
      ONE("order_id", ORDER_ID)},
     nullptr,
     cancel_order},
    {{"escalate_to_human", "Passes the conversation to the company's team, once the customer has said yes to it.",
      ONE("reason", R"({"type":"string","description":"Why, in one sentence","minLength":1,"maxLength":300})")},
     nullptr,
     escalate_to_human},
};

const boost::json::value& schema_of(const Tool& tool) {
  static const auto schemas = [] {
    std::vector<boost::json::value> out;
    for (const auto& each : kTools) out.push_back(boost::json::parse(each.description.parameters));
    return out;
  }();
  return schemas[static_cast<std::size_t>(&tool - kTools)];
}

Result refused(std::string_view why) {
  Result out{.content = {}, .failed = true};
  json::Writer(out.content).open().key("error").string(why).close();
  return out;
}

// A result over the limit as a text in place of an object.
void trim_result(Result& result) {
  if (result.content.size() <= kMaxResultBytes) return;
  std::string cut;
  json::Writer(cut)
      .open()
      .key("cut")
      .boolean(true)
      .key("beginning")
      .string(clip(result.content, kMaxResultBytes))
      .close();
  result.content = std::move(cut);
}

}  // namespace

std::span<const model::Tool> descriptions() {
  static const auto list = [] {
    std::vector<model::Tool> out;
    for (const auto& tool : kTools) out.push_back(tool.description);
    return out;
  }();
  return list;
}

std::string listed() {
  std::string out;
  for (std::size_t i = 0; const auto& tool : kTools) {
    std::string arguments;
    for (const auto& [name, schema] : json::at(schema_of(tool), {"properties"})->as_object())
      arguments += (arguments.empty() ? "" : ", ") + std::string(name);
    out += fmt::format("{}{}. {}({}) - {}", i == 0 ? "" : "\n", i + 1, tool.description.name, arguments,
                       tool.description.description);
    ++i;
  }
  return out;
}

std::string sound_arguments(const model::ToolCall& call) {
  if (call.arguments.size() > kMaxArgumentBytes) return "{}";
  const auto value = json::parse_foreign(call.arguments);
  return value && value->is_object() ? call.arguments : "{}";
}

Task<Ran> run(Context& context, const model::ToolCall& call) {
  if (call.arguments.size() > kMaxArgumentBytes) co_return Ran{refused("the arguments are too long")};
  const auto tool = std::ranges::find_if(kTools, [&](const Tool& t) { return t.description.name == call.name; });
  if (tool == std::end(kTools)) co_return Ran{refused("there is no such tool")};
  const auto arguments = json::parse_foreign(call.arguments.empty() ? "{}" : std::string_view(call.arguments));
  if (!arguments) co_return Ran{refused("the arguments are not valid JSON")};
  if (const auto fault = model::fault_by_schema(schema_of(*tool), *arguments)) co_return Ran{refused(*fault)};
  if (tool->propose) {
    auto result = co_await tool->propose(context, *arguments);
    if (!result) co_return Ran{{R"({"status":"the customer was asked to confirm"})"}, true};
    co_return Ran{std::move(*result)};
  }
  Ran ran{co_await tool->read(context, *arguments)};
  trim_result(ran.result);
  co_return ran;
}

}  // namespace parlance::ai::tools
