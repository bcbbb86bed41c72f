#include "gateway/http/message.hpp"

#include <fmt/format.h>

#include <charconv>

namespace parlance::gateway::http {
namespace {

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  return ec == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string media_type(const Request& request) {
  auto type = request.header("content-type");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  std::string out(type);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

Response no_content() { return {204, "", {}, {}, {}}; }

Response problem(const Error& error, const Request& request) {
  Response out{status_of(error.code), "application/problem+json", problem_json(error, request.id), {}, {}};
  if (error.retry_after_ms > 0)
    out.headers.emplace_back("Retry-After", std::to_string((error.retry_after_ms + 999) / 1000));
  if (out.status == 401) out.headers.emplace_back("WWW-Authenticate", "Bearer");
  return out;
}

Result<std::int64_t> path_id(const Request& request, std::string_view name) {
  const auto id = whole(request.params.find(name)->second);
  if (!id || *id < 1 || *id > kMaxId) return fail(kNotFound, "There is nothing of that id.");
  return *id;
}

Result<std::optional<std::int64_t>> query_integer(const Request& request, std::string_view name, std::int64_t min,
                                                  std::int64_t max) {
  const auto found = request.query.find(name);
  if (found == request.query.end()) return std::nullopt;
  const auto value = whole(found->second);
  if (!value || *value < min || *value > max)
    return fail(kInvalidField, fmt::format("`{}` must be an integer from {} to {}.", name, min, max),
                fmt::format("/{}", name));
  return value;
}

Result<json::Object> json_body(const Request& request) {
  if (media_type(request) != "application/json")
    return fail(kUnsupportedMediaType, "Send the body as JSON, with Content-Type: application/json.");
  return json::parse_object(request.body);
}

}  // namespace parlance::gateway::http
