#pragma once
#include "crm/ports.hpp"
#include "store/database.hpp"

namespace parlance::store {

class CrmStore final : public crm::Store {
 public:
  explicit CrmStore(Database& database) : database_(database) {}

  Task<std::optional<crm::Contact>> find_contact(Caller caller) override;
  Task<std::optional<crm::Account>> find_account(Caller caller) override;
  Task<std::optional<crm::Ticket>> find_ticket(Caller caller, crm::TicketId id) override;
  Task<std::vector<crm::Ticket>> list_tickets(Caller caller, std::int64_t limit) override;
  Task<std::vector<crm::Comment>> list_comments(Caller caller, crm::TicketId id, std::int64_t limit) override;
  Task<std::optional<crm::Order>> find_order(Caller caller, std::string_view key) override;
  Task<std::vector<crm::Order>> list_orders(Caller caller, std::int64_t limit) override;
  Task<std::vector<crm::Transaction>> list_transactions(Caller caller, std::int64_t limit) override;
  Task<std::optional<crm::Article>> find_article(Caller caller, crm::ArticleId id) override;
  Task<crm::TicketId> reserve_ticket(TenantId tenant) override;
  Task<std::optional<crm::Ticket>> insert_ticket(Caller caller, crm::TicketId id, const crm::NewTicket& ticket,
                                                 UnixMs now) override;
  Task<std::vector<crm::TenantArticle>> articles_after(std::int64_t revision) override;
  Task<std::int64_t> article_revision() override;

 private:
  Database& database_;
};

}  // namespace parlance::store
