#pragma once
#include "crm/ports.hpp"

namespace parlance::crm {

// A customer's own things. What is another's is kNotFound, as what does not exist.
class Service {
 public:
  explicit Service(Store& store) : store_(store) {}

  Task<Result<Contact>> contact(Caller caller);
  Task<std::optional<Account>> account(Caller caller) { return store_.find_account(caller); }
  Task<Result<Ticket>> ticket(Caller caller, TicketId id);
  Task<std::vector<Ticket>> tickets(Caller caller) { return store_.list_tickets(caller, kMaxListed); }
  Task<std::vector<Comment>> comments(Caller caller, TicketId id) {
    return store_.list_comments(caller, id, kMaxListed);
  }
  Task<Result<Order>> order(Caller caller, std::string_view key);
  Task<std::vector<Order>> orders(Caller caller) { return store_.list_orders(caller, kMaxListed); }
  Task<std::vector<Transaction>> transactions(Caller caller) { return store_.list_transactions(caller, kMaxListed); }
  Task<Result<Article>> article(Caller caller, ArticleId id);

  Task<Result<Ticket>> create_ticket(Caller caller, NewTicket wanted);
  // For a turn, which stores the ticket with its reply.
  Task<TicketId> reserve_ticket(TenantId tenant) { return store_.reserve_ticket(tenant); }

 private:
  Store& store_;
};

// The ticket with its texts trimmed and its priority in kPriorities' spelling, or what is wrong with it.
Result<NewTicket> check_ticket(NewTicket wanted);

}  // namespace parlance::crm
