#include "vendors/anthropic/errors.hpp"

#include <fmt/format.h>

#include "ai/model/plain_word.hpp"
#include "base/http/retry_after.hpp"
#include "base/json/lenient.hpp"
#include "vendors/anthropic/wire.hpp"

namespace parlance::anthropic {

using ai::model::Failure, ai::model::FailureKind;

namespace {

struct Row {
  std::string_view type;
  int status;  // where the body, which may come from a proxy, says nothing
  FailureKind kind;
};
constexpr Row kRows[] = {
    {"authentication_error", 401, FailureKind::bad_key}, {"permission_error", 403, FailureKind::bad_key},
    {"not_found_error", 404, FailureKind::bad_key},      {"billing_error", 402, FailureKind::no_quota},
    {"request_too_large", 413, FailureKind::too_long},   {"rate_limit_error", 429, FailureKind::rate_limited},
    {"timeout_error", 504, FailureKind::overloaded},     {"overloaded_error", 529, FailureKind::overloaded},
    {"api_error", 500, FailureKind::overloaded},         {"invalid_request_error", 400, FailureKind::bad_request},
};

}  // namespace

Failure failure_of(int status, const boost::json::value& body) {
  const auto type = json::text_at(body, {"error", "type"});
  auto kind = FailureKind::overloaded;
  for (const auto& row : kRows)
    if (type.empty() ? row.status == status : row.type == type) kind = row.kind;
  // It has no type of its own for a prompt that is over the window.
  if (kind == FailureKind::bad_request && json::text_at(body, {"error", "message"}).starts_with("prompt is too long"))
    kind = FailureKind::too_long;
  return {kind, fmt::format("status {}, type '{}'", status, ai::model::plain_word(type))};
}

Failure Wire::failure(const http::Head& head, std::string_view body) const {
  auto failure = failure_of(head.status, json::parse_foreign(body).value_or(boost::json::value()));
  failure.retry_after_ms = http::retry_after_ms(head);
  if (const auto id = head.find("request-id"); !id.empty())
    failure.what += fmt::format(", request {}", id.substr(0, 64));
  return failure;
}

}  // namespace parlance::anthropic
