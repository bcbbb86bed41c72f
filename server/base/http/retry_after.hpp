#pragma once
#include "base/http/client.hpp"

namespace parlance::http {

// How long the answer says to wait before the next try, by `retry-after-ms` or `retry-after` (RFC 9110, 10.2.3);
// negative: it does not say.
std::int64_t retry_after_ms(const Head& head);

}  // namespace parlance::http
