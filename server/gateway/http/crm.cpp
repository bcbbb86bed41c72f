#include "crm/to_json.hpp"
#include "gateway/http/router.hpp"

namespace parlance::gateway::http {
namespace {

template <class Things>
void write_list(json::Writer& out, std::string_view name, const Things& things) {
  out.key(name).open('[');
  for (const auto& thing : things) crm::write(out, thing);
  out.close(']');
}

Task<Result<Response>> get_ticket(Services& services, Request& request) {
  const auto id = path_id(request, "id");
  if (!id) co_return std::unexpected(id.error());
  const auto ticket = co_await services.crm.ticket(request.caller(), {*id});
  if (!ticket) co_return std::unexpected(ticket.error());
  co_return json_response(200, [&](json::Writer& out) { crm::write(out.key("ticket"), *ticket); });
}

Task<Result<Response>> list_tickets(Services& services, Request& request) {
  const auto tickets = co_await services.crm.tickets(request.caller());
  co_return json_response(200, [&](json::Writer& out) { write_list(out, "tickets", tickets); });
}

Task<Result<Response>> create_ticket(Services& services, Request& request) {
  const auto body = json_body(request);
  if (!body) co_return std::unexpected(body.error());
  json::Fields fields(*body);
  crm::NewTicket wanted;
  wanted.title = fields.required_string("title", kMaxBodyBytes);
  wanted.description = fields.required_string("description", kMaxBodyBytes);
  wanted.priority = fields.string("priority", crm::kMaxTitleBytes).value_or("");
  if (const auto session = fields.integer("session_id", 1, kMaxId)) wanted.session = chat::SessionId{*session};
  if (auto done = fields.finish(); !done) co_return std::unexpected(std::move(done.error()));
  if (auto room = co_await services.limits.take_message(request.account()); !room)
    co_return std::unexpected(std::move(room.error()));
  const auto ticket = co_await services.crm.create_ticket(request.caller(), std::move(wanted));
  if (!ticket) co_return std::unexpected(ticket.error());
  co_return json_response(201, [&](json::Writer& out) { crm::write(out.key("ticket"), *ticket); });
}

Task<Result<Response>> customer_info(Services& services, Request& request) {
  const auto contact = co_await services.crm.contact(request.caller());
  if (!contact) co_return std::unexpected(contact.error());
  const auto account = co_await services.crm.account(request.caller());
  const auto tickets = co_await services.crm.tickets(request.caller());
  const auto orders = co_await services.crm.orders(request.caller());
  const auto transactions = co_await services.crm.transactions(request.caller());
  co_return json_response(200, [&](json::Writer& out) {
    crm::write(out.key("contact"), *contact);
    out.key("account");
    if (account)
      crm::write(out, *account);
    else
      out.null();
    write_list(out, "tickets", tickets);
    write_list(out, "orders", orders);
    write_list(out, "transactions", transactions);
  });
}

Task<Result<Response>> get_article(Services& services, Request& request) {
  const auto id = path_id(request, "id");
  if (!id) co_return std::unexpected(id.error());
  const auto article = co_await services.crm.article(request.caller(), {*id});
  if (!article) co_return std::unexpected(article.error());
  co_return json_response(200, [&](json::Writer& out) { crm::write(out.key("article"), *article); });
}

}  // namespace

std::span<const Route> crm_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/chat/tickets", Access::customer, list_tickets},
      {"POST", "/api/chat/tickets", Access::customer, create_ticket},
      {"GET", "/api/chat/tickets/:id", Access::customer, get_ticket},
      {"GET", "/api/chat/customer/info", Access::customer, customer_info},
      {"GET", "/api/chat/articles/:id", Access::customer, get_article},
  };
  return kRoutes;
}

}  // namespace parlance::gateway::http
