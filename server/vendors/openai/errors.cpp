#include "vendors/openai/errors.hpp"

#include <fmt/format.h>

#include "ai/model/plain_word.hpp"
#include "base/http/retry_after.hpp"
#include "base/json/lenient.hpp"

namespace parlance::openai {

using ai::model::Failure, ai::model::FailureKind;

namespace {

struct Row {
  std::string_view word;  // as code or as type
  FailureKind kind;
};
constexpr Row kWords[] = {
    {"invalid_api_key", FailureKind::bad_key},
    {"invalid_authentication", FailureKind::bad_key},
    {"model_not_found", FailureKind::bad_key},
    {"insufficient_quota", FailureKind::no_quota},
    {"credit_balance_exhausted", FailureKind::no_quota},
    {"billing_hard_limit_reached", FailureKind::no_quota},
    {"context_length_exceeded", FailureKind::too_long},
    {"string_above_max_length", FailureKind::too_long},
    {"content_filter", FailureKind::blocked},
    {"content_policy_violation", FailureKind::blocked},
    {"rate_limit_exceeded", FailureKind::rate_limited},
    {"slow_down", FailureKind::rate_limited},
    {"server_is_overloaded", FailureKind::overloaded},
    {"service_unavailable_error", FailureKind::overloaded},
    {"server_error", FailureKind::overloaded},
    {"invalid_request_error", FailureKind::bad_request},
};

FailureKind kind_of(int status) {
  if (status == 401 || status == 403 || status == 404) return FailureKind::bad_key;
  if (status == 402) return FailureKind::no_quota;
  if (status == 413) return FailureKind::too_long;
  if (status == 429) return FailureKind::rate_limited;
  if (status >= 400 && status < 500 && status != 408 && status != 409) return FailureKind::bad_request;
  return FailureKind::overloaded;
}

}  // namespace

Failure failure_of(int status, const boost::json::value& error) {
  const auto code = json::text_at(error, {"code"}), type = json::text_at(error, {"type"});
  auto kind = kind_of(status);
  // The code says more than the type; a 401 speaks of the key, whatever else it says.
  for (const auto word : {type, code})
    for (const auto& row : kWords)
      if (row.word == word && status != 401) kind = row.kind;
  return {kind, fmt::format("status {}, type '{}', code '{}'", status, ai::model::plain_word(type),
                            ai::model::plain_word(code))};
}

Failure failure_of(const http::Head& head, std::string_view body) {
  const auto parsed = json::parse_foreign(body);
  const auto* error = parsed ? json::at(*parsed, {"error"}) : nullptr;
  auto failure = failure_of(head.status, error ? *error : boost::json::value());
  failure.retry_after_ms = http::retry_after_ms(head);
  if (const auto id = head.find("x-request-id"); !id.empty())
    failure.what += fmt::format(", request {}", id.substr(0, 64));
  return failure;
}

}  // namespace parlance::openai
