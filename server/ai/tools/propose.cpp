#include "ai/answers/answers.hpp"
#include "ai/tools/tools.hpp"
#include "base/json/lenient.hpp"
#include "base/json/writer.hpp"

// Tools that would change something: each reads it back to the customer, as the embedded engine does, and waits for a
// yes.
namespace parlance::ai::tools {
namespace {

// What was found to be wrong is for the model; nothing: the customer was asked.
std::optional<Result> unless(std::optional<std::string> fault) {
  if (!fault) return std::nullopt;
  Result out{.content = {}, .failed = true};
  json::Writer(out.content).open().key("error").string(*fault).close();
  return out;
}

crm::TicketId ticket_in(const boost::json::value& arguments) { return {json::number_at(arguments, {"ticket_id"})}; }

}  // namespace

Task<std::optional<Result>> create_ticket(Context& context, const boost::json::value& arguments) {
  propose_ticket(context.turn, std::string(json::text_at(arguments, {"title"})),
                 std::string(json::text_at(arguments, {"description"})),
                 std::string(json::text_at(arguments, {"priority"})));
  co_return std::nullopt;
}

Task<std::optional<Result>> comment_ticket(Context& context, const boost::json::value& arguments) {
  co_return unless(
      co_await propose_comment(context.turn, ticket_in(arguments), std::string(json::text_at(arguments, {"comment"}))));
}

Task<std::optional<Result>> close_ticket(Context& context, const boost::json::value& arguments) {
  co_return unless(co_await propose_close(context.turn, ticket_in(arguments)));
}

Task<std::optional<Result>> cancel_order(Context& context, const boost::json::value& arguments) {
  co_return unless(co_await propose_cancel(context.turn, std::string(json::text_at(arguments, {"order_id"}))));
}

Task<std::optional<Result>> escalate_to_human(Context& context, const boost::json::value&) {
  propose_human(context.turn);
  co_return std::nullopt;
}

}  // namespace parlance::ai::tools
