#include "gateway/http/router.hpp"

namespace parlance::gateway::http {
namespace {

void write_actions(json::Writer& out, const std::vector<ai::Action>& actions) {
  out.key("actions").open('[');
  for (const auto& action : actions)
    out.open().key("name").string(action.name).key("object").string(action.object).close();
  out.close(']');
}

Task<Result<Response>> process(Services& services, Request& request) {
  const auto body = json_body(request);
  if (!body) co_return std::unexpected(body.error());
  json::Fields fields(*body);
  const auto text = fields.required_string("message_text", static_cast<std::size_t>(-1));
  const auto session = fields.integer("session_id", 1, kMaxId);
  if (auto done = fields.finish(); !done) co_return std::unexpected(std::move(done.error()));
  auto checked = chat::check_text(text);
  if (!checked) co_return std::unexpected(std::move(checked.error()));
  if (auto room = co_await services.limits.take_turn(request.account()); !room)
    co_return std::unexpected(std::move(room.error()));
  const auto answer = co_await services.assistant.rehearse(
      request.caller(), std::move(*checked), session ? std::optional(chat::SessionId{*session}) : std::nullopt);
  if (!answer) co_return std::unexpected(answer.error());
  co_return json_response(200, [&](json::Writer& out) {
    out.key("intent").string(answer->intent).key("entities").raw(answer->entities.empty() ? "{}" : answer->entities);
    ai::write_manner(out, answer->manner);
    out.key("confidence").raw(fmt::format("{:.3f}", answer->confidence)).key("response").string(answer->text);
    write_actions(out, answer->actions);
  });
}

constexpr Route kRoutes[] = {{"POST", "/api/chat/ai/process", Access::customer, process}};

}  // namespace

std::span<const Route> ai_routes() { return kRoutes; }

}  // namespace parlance::gateway::http
