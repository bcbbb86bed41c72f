#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace parlance::ai::nlu {

enum class EntityType {
  ticket_id,
  order_id,
  customer_email,
  phone_number,
  date,    // a day, a time or a period
  amount,  // of money
  code,    // letters and digits of a parcel, a bill, a device
  url,
  number,  // a number that may be a ticket's or an order's: the conversation decides
};

struct Entity {
  EntityType type;
  std::string value;               // as programs read it: ISO 8601, a decimal, digits
  std::size_t start = 0, end = 0;  // bytes in the text
  std::string currency{};          // of an amount, in ISO 4217, where it is known
};

// The customer's: what "tomorrow" and "at three" are.
struct Clock {
  UnixMs now = 0;
  std::string zone{};  // as the IANA names it; empty or unknown: UTC
};

std::string_view name(EntityType type);

}  // namespace parlance::ai::nlu
