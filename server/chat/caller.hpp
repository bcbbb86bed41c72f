#pragma once
#include "base/id.hpp"

namespace parlance {

using TenantId = Id<struct TenantTag>;
using ContactId = Id<struct ContactTag>;

// Who calls: made once, at the edge, from a verified token. The first parameter of every service call.
struct Caller {
  TenantId tenant;
  ContactId contact;
  friend bool operator==(const Caller&, const Caller&) = default;
};

}  // namespace parlance
