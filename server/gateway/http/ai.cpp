#include "gateway/http/router.hpp"

namespace parlance::gateway::http {
namespace {

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
  const auto reasoning = co_await services.assistant.rehearse(
      request.caller(), std::move(*checked), session ? std::optional(chat::SessionId{*session}) : std::nullopt,
      request.trace.traceparent());
  if (!reasoning) co_return std::unexpected(reasoning.error());
  co_return json_response(200, [&](json::Writer& out) { ai::write(out, *reasoning, ai::ToldTo::customer); });
}

}  // namespace

std::span<const Route> ai_routes() {
  static constexpr Route kRoutes[] = {{"POST", "/api/chat/ai/process", Access::customer, process}};
  return kRoutes;
}

}  // namespace parlance::gateway::http
