#include "store/crm_store.hpp"

#include <charconv>

#include "store/catalogue.hpp"

namespace parlance::store {
namespace {

#define TICKET_COLUMNS "id, title, description, status, priority, assignee_name, created_at, updated_at"
#define ORDER_COLUMNS "id, external_id, status, placed_at, total, currency, items, eta"
#define MINE "tenant_id = ?1 AND contact_id = ?2"

constexpr Statement kFindContact{
    "find_contact", "SELECT id, external_id, email, name, locale FROM contacts WHERE tenant_id = ?1 AND id = ?2"};
constexpr Statement kFindAccount{"find_account", R"(
SELECT a.id, a.name, a.status, a.plan FROM accounts a JOIN contacts c ON c.tenant_id = a.tenant_id AND c.account_id = a.id
WHERE c.tenant_id = ?1 AND c.id = ?2)"};
constexpr Statement kFindTicket{"find_ticket", "SELECT " TICKET_COLUMNS " FROM tickets WHERE " MINE " AND id = ?3"};
constexpr Statement kListTickets{"list_tickets",
                                 "SELECT " TICKET_COLUMNS " FROM tickets WHERE " MINE " ORDER BY id DESC LIMIT ?3"};
constexpr Statement kListComments{"list_comments",
                                  "SELECT body, created_at FROM activities WHERE " MINE
                                  " AND ticket_id = ?3 AND type = 'ticket_comment' ORDER BY id LIMIT ?4"};
constexpr Statement kFindOrder{"find_order", "SELECT " ORDER_COLUMNS " FROM orders WHERE " MINE " AND id = ?3"};
constexpr Statement kFindOrderByKey{"find_order_by_key",
                                    "SELECT " ORDER_COLUMNS " FROM orders WHERE " MINE " AND external_id = ?3"};
constexpr Statement kListOrders{
    "list_orders", "SELECT " ORDER_COLUMNS " FROM orders WHERE " MINE " ORDER BY placed_at DESC, id DESC LIMIT ?3"};
constexpr Statement kListTransactions{
    "list_transactions", "SELECT id, kind, amount, currency, status, created_at FROM transactions WHERE " MINE
                         " ORDER BY created_at DESC, id DESC LIMIT ?3"};
constexpr Statement kFindArticle{"find_article",
                                 "SELECT id, title, body, language, url, tags FROM articles WHERE tenant_id = ?1 AND "
                                 "id = ?2 AND visibility = 'public'"};
constexpr Statement kReserve{"reserve_ticket", R"(
INSERT INTO counters (tenant_id, kind, next) VALUES (?1, 'ticket', 2)
ON CONFLICT (tenant_id, kind) DO UPDATE SET next = counters.next + 1 RETURNING next - 1)"};
constexpr Statement kInsertTicket{"insert_ticket", R"(
INSERT INTO tickets (tenant_id, contact_id, id, title, description, status, priority, created_at, updated_at, session_id)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9
WHERE CAST(?9 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM chat_sessions WHERE tenant_id = ?1 AND contact_id = ?2 AND id = ?9)
RETURNING )" TICKET_COLUMNS};
constexpr Statement kArticlesAfter{
    "articles_after",
    "SELECT tenant_id, id, title, body, language, url, tags, visibility FROM articles WHERE revision > ?1",
    Scope::crossing, 30'000};
constexpr Statement kArticleRevision{"article_revision", "SELECT coalesce(max(revision), 0) FROM articles",
                                     Scope::crossing};

crm::Ticket ticket(const Row& row) {
  return {{row.integer(0)}, row.text(1),       row.text(2),    row.text(3),
          row.text(4),      row.maybe_text(5), row.integer(6), row.integer(7)};
}
crm::Order order(const Row& row) {
  return {{row.integer(0)}, row.text(1), row.text(2), row.integer(3),
          row.text(4),      row.text(5), row.text(6), row.maybe_integer(7)};
}

template <class Read>
auto all(const Rows& rows, Read read) {
  std::vector<decltype(read(rows.front()))> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(read(row));
  return out;
}

template <class Read>
auto first(const Rows& rows, Read read) {
  return rows.empty() ? std::nullopt : std::optional(read(rows.front()));
}

std::optional<std::int64_t> number(std::string_view key) {
  std::int64_t value = 0;
  const auto [end, ec] = std::from_chars(key.data(), key.data() + key.size(), value);
  return ec == std::errc{} && end == key.data() + key.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::span<const Statement* const> crm_statements() {
  static constexpr const Statement* kAll[] = {&kFindContact,      &kFindAccount,    &kFindTicket,     &kListTickets,
                                              &kListComments,     &kFindOrder,      &kFindOrderByKey, &kListOrders,
                                              &kListTransactions, &kFindArticle,    &kReserve,        &kInsertTicket,
                                              &kArticlesAfter,    &kArticleRevision};
  return kAll;
}

Task<std::optional<crm::Contact>> CrmStore::find_contact(Caller c) {
  co_return first(co_await database_.read(kFindContact, {c.tenant.value, c.contact.value}), [](const Row& row) {
    return crm::Contact{{row.integer(0)}, row.text(1), row.maybe_text(2), row.maybe_text(3), row.maybe_text(4)};
  });
}

Task<std::optional<crm::Account>> CrmStore::find_account(Caller c) {
  co_return first(co_await database_.read(kFindAccount, {c.tenant.value, c.contact.value}),
                  [](const Row& row) { return crm::Account{row.integer(0), row.text(1), row.text(2), row.text(3)}; });
}

Task<std::optional<crm::Ticket>> CrmStore::find_ticket(Caller c, crm::TicketId id) {
  co_return first(co_await database_.read(kFindTicket, {c.tenant.value, c.contact.value, id.value}), ticket);
}

Task<std::vector<crm::Ticket>> CrmStore::list_tickets(Caller c, std::int64_t limit) {
  co_return all(co_await database_.read(kListTickets, {c.tenant.value, c.contact.value, limit}), ticket);
}

Task<std::vector<crm::Comment>> CrmStore::list_comments(Caller c, crm::TicketId id, std::int64_t limit) {
  co_return all(co_await database_.read(kListComments, {c.tenant.value, c.contact.value, id.value, limit}),
                [](const Row& row) { return crm::Comment{row.text(0), row.integer(1)}; });
}

Task<std::optional<crm::Order>> CrmStore::find_order(Caller c, std::string_view key) {
  auto found =
      first(co_await database_.read(kFindOrderByKey, {c.tenant.value, c.contact.value, std::string(key)}), order);
  if (const auto id = number(key); !found && id)
    found = first(co_await database_.read(kFindOrder, {c.tenant.value, c.contact.value, *id}), order);
  co_return found;
}

Task<std::vector<crm::Order>> CrmStore::list_orders(Caller c, std::int64_t limit) {
  co_return all(co_await database_.read(kListOrders, {c.tenant.value, c.contact.value, limit}), order);
}

Task<std::vector<crm::Transaction>> CrmStore::list_transactions(Caller c, std::int64_t limit) {
  co_return all(
      co_await database_.read(kListTransactions, {c.tenant.value, c.contact.value, limit}), [](const Row& row) {
        return crm::Transaction{row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5)};
      });
}

Task<std::optional<crm::Article>> CrmStore::find_article(Caller c, crm::ArticleId id) {
  co_return first(co_await database_.read(kFindArticle, {c.tenant.value, id.value}), [](const Row& row) {
    return crm::Article{{row.integer(0)}, row.text(1), row.text(2), row.text(3), row.maybe_text(4), row.text(5)};
  });
}

Task<crm::TicketId> CrmStore::reserve_ticket(TenantId tenant) {
  WriteSet set;
  set.push_back({&kReserve, {tenant.value}});
  const auto rows = co_await database_.write(std::move(set));
  co_return crm::TicketId{rows[0].at(0).integer(0)};
}

Task<std::optional<crm::Ticket>> CrmStore::insert_ticket(Caller c, crm::TicketId id, const crm::NewTicket& wanted,
                                                         UnixMs now) {
  const auto session = wanted.session ? Value(wanted.session->value) : Value();
  WriteSet set;
  set.push_back({&kInsertTicket,
                 {c.tenant.value, c.contact.value, id.value, wanted.title, wanted.description,
                  std::string(crm::kNewTicketStatus), wanted.priority, now, session}});
  const auto rows = co_await database_.write(std::move(set));
  co_return first(rows[0], ticket);
}

Task<std::vector<crm::TenantArticle>> CrmStore::articles_after(std::int64_t revision) {
  co_return all(co_await database_.read(kArticlesAfter, {revision}), [](const Row& row) {
    return crm::TenantArticle{{row.integer(0)},
                              {{row.integer(1)}, row.text(2), row.text(3), row.text(4), row.maybe_text(5), row.text(6)},
                              row.text(7) == "public"};
  });
}

Task<std::int64_t> CrmStore::article_revision() {
  const auto rows = co_await database_.read(kArticleRevision, {});
  co_return rows.at(0).integer(0);
}

}  // namespace parlance::store
