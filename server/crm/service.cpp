#include "crm/service.hpp"

namespace parlance::crm {
namespace {

template <class T>
Result<T> or_not_found(std::optional<T> found, std::string_view what) {
  if (!found) return fail(kNotFound, "There is no such " + std::string(what) + ".");
  return std::move(*found);
}

}  // namespace

Task<Result<Contact>> Service::contact(Caller caller) {
  co_return or_not_found(co_await store_.find_contact(caller), "customer");
}
Task<Result<Ticket>> Service::ticket(Caller caller, TicketId id) {
  co_return or_not_found(co_await store_.find_ticket(caller, id), "ticket");
}
Task<Result<Order>> Service::order(Caller caller, std::string_view key) {
  co_return or_not_found(co_await store_.find_order(caller, key), "order");
}
Task<Result<Article>> Service::article(Caller caller, ArticleId id) {
  co_return or_not_found(co_await store_.find_article(caller, id), "article");
}

Task<Result<Ticket>> Service::create_ticket(Caller caller, NewTicket wanted) {
  auto checked = check_ticket(std::move(wanted));
  if (!checked) co_return std::unexpected(std::move(checked.error()));
  const auto id = co_await store_.reserve_ticket(caller.tenant);
  auto ticket = co_await store_.insert_ticket(caller, id, *checked, now_ms());
  if (!ticket) co_return fail(kNotFound, "There is no such session.", "/session_id");
  co_return std::move(*ticket);
}

}  // namespace parlance::crm
