#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chat/types.hpp"

namespace parlance::crm {

using TicketId = Id<struct TicketTag>;    // the number customers know, per tenant
using OrderId = Id<struct OrderTag>;      // per tenant
using ArticleId = Id<struct ArticleTag>;  // per tenant

inline constexpr std::size_t kMaxTitleBytes = 200;
inline constexpr std::size_t kMaxDescriptionBytes = 16'384;
inline constexpr std::int64_t kMaxListed = 100;

struct Ticket {
  TicketId id;
  std::string title, description, status, priority;
  std::optional<std::string> assignee_name;
  UnixMs created_at = 0, updated_at = 0;
};

struct Comment {
  std::string body;
  UnixMs created_at = 0;
};

struct NewTicket {
  std::string title, description;
  std::string priority;  // empty: kDefaultPriority
  std::optional<chat::SessionId> session;
};

struct Contact {
  ContactId id;
  std::string external_id;
  std::optional<std::string> email, name, locale;
};

struct Account {
  std::int64_t id = 0;
  std::string name, status, plan;
};

struct Order {
  OrderId id;
  std::string external_id;
  std::string status;
  UnixMs placed_at = 0;
  std::string total, currency;  // total: a decimal
  std::string items;            // JSON: [{"name","quantity","price"}]
  std::optional<UnixMs> eta;
};

struct Transaction {
  std::int64_t id = 0;
  std::string kind, amount, currency, status;  // amount: a decimal
  UnixMs created_at = 0;
};

struct Article {
  ArticleId id;
  std::string title, body, language;
  std::optional<std::string> url;
  std::string tags;  // JSON array: of products and the like
};

inline constexpr std::string_view kPriorities[] = {"Low", "Normal", "High", "Urgent"};
inline constexpr std::string_view kDefaultPriority = "Normal";
inline constexpr std::string_view kNewTicketStatus = "Open", kClosedTicketStatus = "Closed";
// The company cancels it, or says why not.
inline constexpr std::string_view kCancellingOrderStatus = "Cancellation requested";

}  // namespace parlance::crm
