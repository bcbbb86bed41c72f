#include "gateway/http/router.hpp"
#include "gateway/wire.hpp"

namespace parlance::gateway::http {
namespace {

Result<chat::Page> page_of(const Request& request) {
  const auto after = query_integer(request, "after_seq", 0, chat::kMaxSeq);
  if (!after) return std::unexpected(after.error());
  const auto before = query_integer(request, "before_seq", 0, chat::kMaxSeq + 1);
  if (!before) return std::unexpected(before.error());
  const auto limit = query_integer(request, "limit", 1, chat::kMaxPage);
  if (!limit) return std::unexpected(limit.error());
  return chat::Page{*after, *before, limit->value_or(chat::kDefaultPage)};
}

Task<Result<Response>> history(Services& services, Request& request) {
  const auto id = path_id(request, "id");
  if (!id) co_return std::unexpected(id.error());
  const auto page = page_of(request);
  if (!page) co_return std::unexpected(page.error());
  const auto history = co_await services.chat.history(request.caller(), {*id}, *page);
  if (!history) co_return std::unexpected(history.error());
  co_return json_response(200, [&](json::Writer& out) {
    out.key("messages").open('[');
    for (const auto& message : history->messages) write(out, message);
    out.close(']').key("has_more").boolean(history->has_more);
  });
}

Result<chat::NewMessage> read_message(const json::Object& body, chat::SessionId session) {
  json::Fields fields(body);
  const auto client_id = Uuid::parse(fields.required_string("client_id", 36));
  if (!client_id) fields.refuse("client_id", "must be a UUID");
  const auto text = fields.required_string("message_text", static_cast<std::size_t>(-1));
  if (auto done = fields.finish(); !done) return std::unexpected(std::move(done.error()));
  auto checked = chat::check_text(text);
  if (!checked) return std::unexpected(std::move(checked.error()));
  return chat::NewMessage{session, *client_id, std::move(*checked)};
}

Task<Result<Response>> send(Services& services, Request& request) {
  const auto id = path_id(request, "id");
  if (!id) co_return std::unexpected(id.error());
  const auto body = json_body(request);
  if (!body) co_return std::unexpected(body.error());
  auto message = read_message(*body, {*id});
  if (!message) co_return std::unexpected(message.error());
  if (auto room = co_await services.limits.take_message(request.account(message->session)); !room)
    co_return std::unexpected(std::move(room.error()));
  const auto appended = co_await services.chat.append(request.caller(), std::move(*message));
  if (!appended) co_return std::unexpected(appended.error());
  co_return json_response(appended->fresh ? 201 : 200,
                          [&](json::Writer& out) { write(out.key("message"), appended->message); });
}

}  // namespace

std::span<const Route> message_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/chat/sessions/:id/messages", Access::customer, history},
      {"POST", "/api/chat/sessions/:id/messages", Access::customer, send},
  };
  return kRoutes;
}

}  // namespace parlance::gateway::http
