#pragma once
#include "base/async/task.hpp"
#include "crm/types.hpp"

namespace parlance::crm {

struct TenantArticle {
  TenantId tenant;
  Article article;
  bool visible = true;  // false: it must no longer be found
};

// What crm needs of a database. Lists are newest first. Faults of the database are thrown as `Fault`.
class Store {
 public:
  virtual ~Store() = default;

  virtual Task<std::optional<Contact>> find_contact(Caller caller) = 0;
  virtual Task<std::optional<Account>> find_account(Caller caller) = 0;
  virtual Task<std::optional<Ticket>> find_ticket(Caller caller, TicketId id) = 0;
  virtual Task<std::vector<Ticket>> list_tickets(Caller caller, std::int64_t limit) = 0;
  // Oldest first.
  virtual Task<std::vector<Comment>> list_comments(Caller caller, TicketId id, std::int64_t limit) = 0;
  // By the order's number, or by the company's own id of it.
  virtual Task<std::optional<Order>> find_order(Caller caller, std::string_view key) = 0;
  virtual Task<std::vector<Order>> list_orders(Caller caller, std::int64_t limit) = 0;
  virtual Task<std::vector<Transaction>> list_transactions(Caller caller, std::int64_t limit) = 0;
  virtual Task<std::optional<Article>> find_article(Caller caller, ArticleId id) = 0;

  // A number that no other ticket of the tenant has or gets; one that is not used leaves a gap.
  virtual Task<TicketId> reserve_ticket(TenantId tenant) = 0;
  // Nothing where `ticket.session` is not the caller's.
  virtual Task<std::optional<Ticket>> insert_ticket(Caller caller, TicketId id, const NewTicket& ticket,
                                                    UnixMs now) = 0;

  // For the search index: the articles that changed after a revision, over all tenants, and the revision reached.
  virtual Task<std::vector<TenantArticle>> articles_after(std::int64_t revision) = 0;
  virtual Task<std::int64_t> article_revision() = 0;
};

}  // namespace parlance::crm
