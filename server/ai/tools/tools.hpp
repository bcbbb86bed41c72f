#pragma once
#include <boost/json/value.hpp>
#include <span>

#include "ai/model/types.hpp"
#include "ai/reply.hpp"

// What a model may do. Every tool runs as the session's own customer; no argument names one.
namespace parlance::ai::tools {

inline constexpr std::size_t kMaxResultBytes = 6'000;     // a longer result is cut, and says so
inline constexpr std::size_t kMaxArgumentBytes = 16'384;  // of one call; more is refused

// What a tool may use, and what the customer has let out of the house.
struct Context {
  Turn& turn;
  bool send_name = false, send_email = false;
};

// A result is a JSON object.
struct Result {
  std::string content;
  bool failed = false;
};

struct Tool {
  model::Tool description;
  // One of the two. `read` looks something up. `propose` says what would be changed and asks the customer; it ends the
  // turn, and the change is made on a yes. Nothing: it was proposed.
  Task<Result> (*read)(Context&, const boost::json::value& arguments) = nullptr;
  Task<std::optional<Result>> (*propose)(Context&, const boost::json::value& arguments) = nullptr;
};

// What each does, for a model.
std::span<const model::Tool> descriptions();
// For a prompt: a line for each.
std::string listed();

// The call's arguments as they may be told to another model: a JSON object that is not too long, or an empty one.
std::string sound_arguments(const model::ToolCall& call);

struct Ran {
  Result result;
  bool proposed = false;  // the customer was asked; the turn ends
};
// Checks the call against the tool's schema and runs it; what is wrong with it is the result.
Task<Ran> run(Context& context, const model::ToolCall& call);

// The tools, each group in its own file.
Task<Result> ticket_lookup(Context&, const boost::json::value&);
Task<Result> list_tickets(Context&, const boost::json::value&);
Task<Result> account_info(Context&, const boost::json::value&);
Task<Result> order_status(Context&, const boost::json::value&);
Task<Result> list_orders(Context&, const boost::json::value&);
Task<Result> list_transactions(Context&, const boost::json::value&);
Task<Result> search_knowledge_base(Context&, const boost::json::value&);
Task<std::optional<Result>> create_ticket(Context&, const boost::json::value&);
Task<std::optional<Result>> comment_ticket(Context&, const boost::json::value&);
Task<std::optional<Result>> close_ticket(Context&, const boost::json::value&);
Task<std::optional<Result>> cancel_order(Context&, const boost::json::value&);
Task<std::optional<Result>> escalate_to_human(Context&, const boost::json::value&);

}  // namespace parlance::ai::tools
