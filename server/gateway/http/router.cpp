#include "gateway/http/router.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/utf8.hpp"

namespace parlance::gateway::http {
namespace {

metrics::Family<metrics::Times> request_times("parlance_http_request_seconds", "histogram",
                                              "Time to handle a request, by route.", "route");
metrics::Family<metrics::Count> responses("parlance_http_responses_total", "counter", "Responses, by status.",
                                          "status");

std::string_view take_segment(std::string_view& path) {
  const auto end = std::min(path.find('/', 1), path.size());
  const auto segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

bool matches(std::string_view pattern, std::string_view path, Request* request) {
  while (!pattern.empty() && !path.empty()) {
    const auto wanted = take_segment(pattern), got = take_segment(path);
    if (wanted.starts_with("/:")) {
      if (got.size() < 2) return false;
      if (request) request->params[std::string(wanted.substr(2))] = got.substr(1);
    } else if (wanted != got) {
      return false;
    }
  }
  return pattern.empty() && path.empty();
}

std::string_view bearer(const Request& request) {
  const auto value = request.header("authorization");
  if (value.size() > 7 && (value.starts_with("Bearer ") || value.starts_with("bearer "))) return value.substr(7);
  // A browser's WebSocket cannot set headers; it offers its token as a sub-protocol.
  const auto protocols = request.header("sec-websocket-protocol");
  const auto at = protocols.find("bearer.");
  return at == protocols.npos ? std::string_view{}
                              : protocols.substr(at + 7, protocols.find_first_of(", ", at) - at - 7);
}

// The host that the page came from is the one it calls.
bool same_origin(const Request& request, std::string_view origin) {
  const auto slashes = origin.find("://");
  return slashes != origin.npos && origin.substr(slashes + 3) == request.header("host");
}

bool allows(const std::vector<std::string>& origins, std::string_view origin) {
  return std::ranges::any_of(origins, [&](const std::string& o) { return o == "*" || o == origin; });
}

}  // namespace

Router::Router(Services& services, std::vector<std::span<const Route>> tables) : services_(services) {
  for (const auto table : tables) routes_.insert(routes_.end(), table.begin(), table.end());
}

const Route* Router::find(std::string_view method, std::string_view path) const {
  if (method == "HEAD") method = "GET";
  const auto found = std::ranges::find_if(
      routes_, [&](const Route& route) { return route.method == method && matches(route.pattern, path, nullptr); });
  return found == routes_.end() ? nullptr : &*found;
}

Result<std::size_t> Router::max_body(std::string_view method, std::string_view path) const {
  if (const auto* route = find(method, path)) return route->max_body_bytes;
  if (method == "OPTIONS") return 0;
  const bool known =
      std::ranges::any_of(routes_, [&](const Route& route) { return matches(route.pattern, path, nullptr); });
  if (known) return fail(kMethodNotAllowed, "This path knows other methods; api/openapi.yaml lists them.");
  return fail(kNotFound, "There is no such path; api/openapi.yaml lists them.");
}

Task<Result<void>> Router::authorize(const Route& route, Request& request) const {
  if (route.access == Access::open) co_return Result<void>{};
  if (route.access == Access::api_key) {
    auto tenant = co_await services_.identity.verify_api_key(bearer(request));
    if (!tenant) co_return std::unexpected(std::move(tenant.error()));
    request.tenant = std::move(*tenant);
    co_return Result<void>{};
  }
  auto who = co_await services_.identity.verify(bearer(request));
  if (!who) co_return std::unexpected(std::move(who.error()));
  const auto origin = request.header("origin");
  if (!origin.empty() && !same_origin(request, origin) && !allows(who->allowed_origins, origin))
    co_return fail(kOriginRefused, "Pages of this origin may not call; add it to the tenant's allowed origins.");
  request.who = std::move(*who);
  co_return Result<void>{};
}

Task<Result<Response>> Router::dispatch(const Route& route, Request& request) const {
  matches(route.pattern, request.path, &request);
  if (auto allowed = co_await authorize(route, request); !allowed)
    co_return std::unexpected(std::move(allowed.error()));
  co_return co_await route.handler(services_, request);
}

// A browser asks before it calls from another origin, without a token: it is told yes where any tenant names the
// origin.
Task<Response> Router::preflight(const Request& request) const {
  const std::string origin(request.header("origin"));
  const auto tenants = co_await services_.tenants.list_tenants();
  auto out = no_content();
  if (origin.empty() ||
      !std::ranges::any_of(tenants, [&](const crm::Tenant& t) { return allows(t.allowed_origins, origin); }))
    co_return out;
  out.headers = {{"Access-Control-Allow-Methods", "GET, POST"},
                 {"Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID"},
                 {"Access-Control-Max-Age", "600"}};
  co_return out;
}

// Refused origins got no answer to read; an error without a caller may be read by the page that sent it.
Response readable_from_pages(Response response, const Request& request) {
  const auto origin = request.header("origin");
  if (origin.empty() || response.status == 403) return response;
  response.headers.emplace_back("Access-Control-Allow-Origin", std::string(origin));
  response.headers.emplace_back("Vary", "Origin");
  return response;
}

std::string Router::methods(std::string_view path) const {
  std::string out;
  for (const auto& route : routes_)
    if (matches(route.pattern, path, nullptr)) out += fmt::format("{}{}", out.empty() ? "" : ", ", route.method);
  return out;
}

Task<Response> Router::handle(Request& request) const {
  Response response;
  try {
    const auto* route = find(request.method, request.path);
    if (!route && request.method == "OPTIONS") {
      response = co_await preflight(request);
    } else if (!route) {
      response = problem(max_body(request.method, request.path).error(), request);
      if (response.status == 405) response.headers.emplace_back("Allow", methods(request.path));
    } else {
      const auto start = metrics::Clock::now();
      auto result = co_await dispatch(*route, request);
      request_times.at(std::string(route->method) + " " + std::string(route->pattern)).since(start);
      response = result ? std::move(*result) : problem(result.error(), request);
      if (request.method == "HEAD") response.takeover = nullptr;  // a stream has no end, and so no head alone
    }
  } catch (...) {
    log::error("request_failed",
               {{"request_id", request.id}, {"path", request.path}, {"what", internal_text(std::current_exception())}});
    response = problem(public_error(std::current_exception()), request);
  }
  responses.at(std::to_string(response.status)).add();
  co_return readable_from_pages(std::move(response), request);
}

}  // namespace parlance::gateway::http
