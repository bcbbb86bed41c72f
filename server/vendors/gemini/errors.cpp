#include "vendors/gemini/errors.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "ai/model/plain_word.hpp"
#include "base/http/retry_after.hpp"
#include "base/json/lenient.hpp"
#include "vendors/gemini/wire.hpp"

namespace parlance::gemini {

using ai::model::Failure, ai::model::FailureKind;

namespace {

struct Row {
  std::string_view name;
  int status;
  FailureKind kind;
};
constexpr Row kRows[] = {
    {"UNAUTHENTICATED", 401, FailureKind::bad_key},
    {"PERMISSION_DENIED", 403, FailureKind::bad_key},
    {"NOT_FOUND", 404, FailureKind::bad_key},
    {"RESOURCE_EXHAUSTED", 429, FailureKind::rate_limited},
    {"INVALID_ARGUMENT", 400, FailureKind::bad_request},
    {"FAILED_PRECONDITION", 400, FailureKind::bad_request},
    {"INTERNAL", 500, FailureKind::overloaded},
    {"UNAVAILABLE", 503, FailureKind::overloaded},
    {"DEADLINE_EXCEEDED", 504, FailureKind::overloaded},
};

FailureKind kind_of(int status, std::string_view name) {
  for (const auto& row : kRows)
    if (name.empty() ? row.status == status : row.name == name) return row.kind;
  return FailureKind::overloaded;
}

constexpr double kLongestDelayS = 86'400;  // a longer one is taken for this

// What the details add: how long to wait, that the day's share is used up, that the key is wrong.
void refine(Failure& failure, const boost::json::value& error) {
  for (const auto& detail : json::array_at(error, {"details"})) {
    if (const auto delay = json::text_at(detail, {"retryDelay"}); delay.ends_with('s'))  // "22s", "1.5s"
      failure.retry_after_ms = static_cast<std::int64_t>(
          std::fmin(std::fmax(std::strtod(std::string(delay).c_str(), nullptr), 0), kLongestDelayS) * 1000);
    if (json::text_at(detail, {"reason"}) == "API_KEY_INVALID") failure.kind = FailureKind::bad_key;
    for (const auto& violation : json::array_at(detail, {"violations"}))
      if (json::text_at(violation, {"quotaId"}).find("PerDay") != std::string_view::npos)
        failure.kind = FailureKind::no_quota;
  }
  if (failure.kind == FailureKind::bad_request &&
      json::text_at(error, {"message"}).find("exceeds the maximum number of tokens") != std::string_view::npos)
    failure.kind = FailureKind::too_long;
}

}  // namespace

Failure failure_of(int status, const boost::json::value& body) {
  // Without `alt=sse`, and from some proxies, an error comes as an array of one.
  const auto& outer = body.is_array() && !body.get_array().empty() ? body.get_array().front() : body;
  const auto* error = json::at(outer, {"error"});
  if (!error) return {kind_of(status, {}), fmt::format("status {}", status)};
  const auto name = json::text_at(*error, {"status"});
  Failure failure{kind_of(status ? status : static_cast<int>(json::number_at(*error, {"code"})), name),
                  fmt::format("status {}, '{}'", status, ai::model::plain_word(name))};
  refine(failure, *error);
  return failure;
}

Failure Wire::failure(const http::Head& head, std::string_view body) const {
  auto failure = failure_of(head.status, json::parse_foreign(body).value_or(boost::json::value()));
  if (failure.retry_after_ms < 0) failure.retry_after_ms = http::retry_after_ms(head);
  return failure;
}

}  // namespace parlance::gemini
