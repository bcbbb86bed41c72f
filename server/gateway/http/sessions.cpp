#include "gateway/http/router.hpp"
#include "gateway/wire.hpp"

namespace parlance::gateway::http {
namespace {

constexpr std::size_t kMaxLocaleBytes = 35;  // BCP 47 recommends room for this many
constexpr std::size_t kMaxZoneBytes = 64;    // the IANA's longest has 32

bool is_locale(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// Of the characters that the IANA's names are made of.
bool is_zone(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/_+-").find(c) != std::string_view::npos;
  });
}

Task<Result<Response>> create(Services& services, Request& request) {
  const auto body = json_body(request);
  if (!body) co_return std::unexpected(body.error());
  json::Fields fields(*body);
  chat::NewSession wanted;
  wanted.locale = fields.string("locale", kMaxLocaleBytes).value_or("");
  wanted.page_url = fields.string("page_url", chat::kMaxPageUrlBytes).value_or("");
  if (fields.ok() && !wanted.locale.empty() && !is_locale(wanted.locale))
    fields.refuse("locale", "must be a language tag such as en or pt-BR");
  wanted.zone = fields.string("time_zone", kMaxZoneBytes).value_or("");
  if (fields.ok() && !wanted.zone.empty() && !is_zone(wanted.zone))
    fields.refuse("time_zone", "must be a name such as Europe/Berlin");
  if (auto done = fields.finish(); !done) co_return std::unexpected(std::move(done.error()));
  if (auto room = co_await services.limits.take_message(request.account()); !room)
    co_return std::unexpected(std::move(room.error()));
  const auto session = co_await services.chat.create_session(request.caller(), std::move(wanted));
  co_return json_response(201, [&](json::Writer& out) { write(out.key("session"), session); });
}

Task<Result<Response>> list(Services& services, Request& request) {
  const auto sessions = co_await services.chat.list_sessions(request.caller());
  co_return json_response(200, [&](json::Writer& out) {
    out.key("sessions").open('[');
    for (const auto& session : sessions) write(out, session);
    out.close(']');
  });
}

Task<Result<Response>> get(Services& services, Request& request) {
  const auto id = path_id(request, "id");
  if (!id) co_return std::unexpected(id.error());
  const auto session = co_await services.chat.find_session(request.caller(), {*id});
  if (!session) co_return std::unexpected(session.error());
  co_return json_response(200, [&](json::Writer& out) { write(out.key("session"), *session); });
}

Task<Result<Response>> typing(Services& services, Request& request) {
  const auto id = path_id(request, "id");
  if (!id) co_return std::unexpected(id.error());
  const auto body = json_body(request);
  if (!body) co_return std::unexpected(body.error());
  json::Fields fields(*body);
  fields.required_boolean("active");
  if (auto done = fields.finish(); !done) co_return std::unexpected(std::move(done.error()));
  // `typing` is for the people of a desk, of whom none is in a conversation yet.
  const auto session = co_await services.chat.find_session(request.caller(), {*id});
  if (!session) co_return std::unexpected(session.error());
  co_return no_content();
}

Task<Result<Response>> read(Services& services, Request& request) {
  const auto id = path_id(request, "id");
  if (!id) co_return std::unexpected(id.error());
  const auto body = json_body(request);
  if (!body) co_return std::unexpected(body.error());
  json::Fields fields(*body);
  const auto seq = fields.required_integer("seq", 0, chat::kMaxSeq);
  if (auto done = fields.finish(); !done) co_return std::unexpected(std::move(done.error()));
  if (auto marked = co_await services.chat.mark_read(request.caller(), {*id}, seq); !marked)
    co_return std::unexpected(std::move(marked.error()));
  co_return no_content();
}

}  // namespace

std::span<const Route> session_routes() {
  static constexpr Route kRoutes[] = {
      {"POST", "/api/chat/sessions", Access::customer, create},
      {"GET", "/api/chat/sessions", Access::customer, list},
      {"GET", "/api/chat/sessions/:id", Access::customer, get},
      {"POST", "/api/chat/sessions/:id/typing", Access::customer, typing},
      {"POST", "/api/chat/sessions/:id/read", Access::customer, read},
  };
  return kRoutes;
}

}  // namespace parlance::gateway::http
