#include "store/import_store.hpp"

#include "store/catalogue.hpp"

namespace parlance::store {
namespace {

// ?2 is the kind's name, ?3 the number that the row brings or 0. The counter ends up beyond every number that is used.
constexpr Statement kTakeNumber{"import_take_number", R"(
INSERT INTO counters (tenant_id, kind, next) VALUES (?1, ?2, CASE WHEN CAST(?3 AS BIGINT) > 0 THEN CAST(?3 AS BIGINT) + 1 ELSE 2 END)
ON CONFLICT (tenant_id, kind) DO UPDATE SET next = CASE WHEN CAST(?3 AS BIGINT) = 0 THEN counters.next + 1 WHEN counters.next > ?3 THEN counters.next ELSE ?3 + 1 END)"};

// In each: ?1 tenant, ?2 the number or 0, then the kind's fields in their order.
#define NUMBER(kind)                                                                                                   \
  "CASE WHEN CAST(?2 AS BIGINT) > 0 THEN CAST(?2 AS BIGINT) ELSE (SELECT next - 1 FROM counters WHERE tenant_id = ?1 " \
  "AND kind = '" kind "') END"
#define OWNER "(SELECT id FROM contacts WHERE tenant_id = ?1 AND external_id = ?4)"

constexpr Statement kAccount{"import_account", R"(
INSERT INTO accounts (tenant_id, id, external_id, name, status, plan) VALUES (?1, )" NUMBER(
                                                   "account") R"(, ?3, ?4, ?5, ?6)
ON CONFLICT (tenant_id, external_id) DO UPDATE SET name = excluded.name, status = excluded.status, plan = excluded.plan)"};
constexpr Statement kContact{"import_contact", R"(
INSERT INTO contacts (tenant_id, external_id, email, name, locale, account_id)
VALUES (?1, ?3, ?4, ?5, ?6, (SELECT id FROM accounts WHERE tenant_id = ?1 AND external_id = ?7 AND CAST(?2 AS BIGINT) >= 0))
ON CONFLICT (tenant_id, external_id) DO UPDATE SET email = excluded.email, name = excluded.name, locale = excluded.locale, account_id = excluded.account_id)"};
constexpr Statement kTicket{"import_ticket", R"(
INSERT INTO tickets (tenant_id, id, external_id, contact_id, title, description, status, priority, assignee_name, created_at, updated_at)
VALUES (?1, )" NUMBER("ticket") ", ?3, " OWNER R"(, ?5, coalesce(?6, ''), ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (tenant_id, external_id) DO UPDATE SET contact_id = excluded.contact_id, title = excluded.title, description = excluded.description, status = excluded.status,
  priority = excluded.priority, assignee_name = excluded.assignee_name, created_at = excluded.created_at, updated_at = excluded.updated_at)"};
constexpr Statement kOrder{"import_order", R"(
INSERT INTO orders (tenant_id, id, external_id, contact_id, status, placed_at, total, currency, items, eta)
VALUES (?1, )" NUMBER("order") ", ?3, " OWNER R"(, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (tenant_id, external_id) DO UPDATE SET contact_id = excluded.contact_id, status = excluded.status, placed_at = excluded.placed_at, total = excluded.total,
  currency = excluded.currency, items = excluded.items, eta = excluded.eta)"};
constexpr Statement kTransaction{"import_transaction", R"(
INSERT INTO transactions (tenant_id, id, external_id, contact_id, kind, amount, currency, status, created_at)
VALUES (?1, )" NUMBER("transaction") ", ?3, " OWNER R"(, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (tenant_id, external_id) DO UPDATE SET contact_id = excluded.contact_id, kind = excluded.kind, amount = excluded.amount, currency = excluded.currency,
  status = excluded.status, created_at = excluded.created_at)"};
// The revision is of all tenants' articles or intents, so that one number tells an index what it has not seen. It is
// taken from one row that every such write has to change, so that none is committed after a higher one.
constexpr Statement kTakeRevision{"import_take_revision", "UPDATE revisions SET last = last + 1 WHERE kind = ?1",
                                  Scope::crossing};
constexpr Statement kArticle{"import_article", R"(
INSERT INTO articles (tenant_id, id, external_id, title, body, language, tags, visibility, url, revision)
VALUES (?1, )" NUMBER("article") R"(, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT last FROM revisions WHERE kind = 'article'))
ON CONFLICT (tenant_id, external_id) DO UPDATE SET title = excluded.title, body = excluded.body, language = excluded.language, tags = excluded.tags,
  visibility = excluded.visibility, url = excluded.url, revision = excluded.revision)"};
constexpr Statement kIntent{"import_intent", R"(
INSERT INTO intents (tenant_id, id, external_id, phrases, answer, revision)
VALUES (?1, )" NUMBER("intent") R"(, ?3, ?4, ?5, (SELECT last FROM revisions WHERE kind = 'intent'))
ON CONFLICT (tenant_id, external_id) DO UPDATE SET phrases = excluded.phrases, answer = excluded.answer, revision = excluded.revision)"};

constexpr Statement kHasContact{"import_has_contact",
                                "SELECT 1 FROM contacts WHERE tenant_id = ?1 AND external_id = ?2"};
constexpr Statement kHasAccount{"import_has_account",
                                "SELECT 1 FROM accounts WHERE tenant_id = ?1 AND external_id = ?2"};

#define TAKEN(table) \
  "SELECT 1 FROM " table " WHERE tenant_id = ?1 AND id = ?2 AND (external_id IS NULL OR external_id <> ?3)"
constexpr Statement kTakenAccount{"import_taken_account", TAKEN("accounts")};
constexpr Statement kTakenTicket{"import_taken_ticket", TAKEN("tickets")};
constexpr Statement kTakenOrder{"import_taken_order", TAKEN("orders")};
constexpr Statement kTakenTransaction{"import_taken_transaction", TAKEN("transactions")};
constexpr Statement kTakenArticle{"import_taken_article", TAKEN("articles")};
constexpr Statement kTakenIntent{"import_taken_intent", TAKEN("intents")};

struct KindStatements {
  std::string_view counter;  // empty: its ids are not per tenant
  const Statement* upsert;
  const Statement* taken;     // null: likewise
  bool has_revision = false;  // by which those who keep them in memory find what is new
};

KindStatements statements_of(crm::Kind kind) {
  switch (kind) {
    case crm::Kind::accounts:
      return {"account", &kAccount, &kTakenAccount};
    case crm::Kind::contacts:
      return {"", &kContact, nullptr};
    case crm::Kind::tickets:
      return {"ticket", &kTicket, &kTakenTicket};
    case crm::Kind::orders:
      return {"order", &kOrder, &kTakenOrder};
    case crm::Kind::transactions:
      return {"transaction", &kTransaction, &kTakenTransaction};
    case crm::Kind::articles:
      return {"article", &kArticle, &kTakenArticle, true};
    case crm::Kind::intents:
      return {"intent", &kIntent, &kTakenIntent, true};
  }
  return {};
}

Value value(const crm::Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return {};
}

}  // namespace

std::span<const Statement* const> import_statements() {
  static constexpr const Statement* kAll[] = {
      &kTakeNumber,  &kTakeRevision,     &kAccount,      &kContact,    &kTicket,       &kOrder,
      &kTransaction, &kArticle,          &kHasContact,   &kHasAccount, &kTakenAccount, &kTakenTicket,
      &kTakenOrder,  &kTakenTransaction, &kTakenArticle, &kIntent,     &kTakenIntent};
  return kAll;
}

Task<std::vector<std::string>> ImportStore::missing(TenantId tenant, crm::Kind kind,
                                                    std::vector<std::string> external_ids) {
  std::vector<std::string> out;
  for (auto& id : external_ids)
    if ((co_await database_.read(kind == crm::Kind::accounts ? kHasAccount : kHasContact, {tenant.value, id})).empty())
      out.push_back(id);
  co_return out;
}

Task<std::vector<std::int64_t>> ImportStore::taken(TenantId tenant, crm::Kind kind,
                                                   const std::vector<crm::ImportRow>& rows) {
  std::vector<std::int64_t> out;
  const auto* statement = statements_of(kind).taken;
  for (const auto& row : rows)
    if (statement && row.number > 0 &&
        !(co_await database_.read(*statement, {tenant.value, row.number, row.text(0)})).empty())
      out.push_back(row.number);
  co_return out;
}

Task<> ImportStore::upsert(TenantId tenant, crm::Kind kind, const std::vector<crm::ImportRow>& rows) {
  const auto statements = statements_of(kind);
  WriteSet set;
  const auto put = [&](const crm::ImportRow& row) {
    if (!statements.counter.empty())
      set.push_back({&kTakeNumber, {tenant.value, std::string(statements.counter), row.number}});
    if (statements.has_revision) set.push_back({&kTakeRevision, {std::string(statements.counter)}});
    std::vector<Value> values{tenant.value, row.number};
    for (const auto& cell : row.cells) values.push_back(value(cell));
    set.push_back({statements.upsert, std::move(values)});
  };
  // Who brings a number comes first, so that none of the others is given that one.
  for (const auto& row : rows)
    if (row.number > 0) put(row);
  for (const auto& row : rows)
    if (row.number == 0) put(row);
  co_await database_.write(std::move(set));
}

}  // namespace parlance::store
