#include "gateway/http/router.hpp"
#include "gateway/http/web_files.hpp"

namespace parlance::gateway::http {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri "
    "'none'; form-action 'none'; frame-ancestors 'self'";
constexpr UnixMs kDemoTokenLifeMs = kHourMs;

auto missing() { return fail(kNotFound, "There is no such file."); }

Response respond(const WebFiles::File& file) {
  return {200,
          file.type,
          file.text,
          {{"Cache-Control", "no-cache"},
           {"Content-Security-Policy", std::string(kPolicy)},
           {"Referrer-Policy", "no-referrer"},
           {"Cross-Origin-Resource-Policy", "cross-origin"}},
          {}};
}

Task<Result<Response>> file(Services& services, Request& request) {
  const auto* found = services.web.find(request.path);
  if (!found) co_return missing();
  co_return respond(*found);
}

Task<Result<Response>> front(Services& services, Request&) {
  const auto* found = services.web.find("/portal/index.html");
  if (!found) co_return missing();
  co_return respond(*found);
}

// What a company's own backend does for a customer who has signed in; here for the invented ones, who have no password.
Task<Result<Response>> demo_token(Services& services, Request& request) {
  if (!services.web.demo()) co_return fail(kNotFound, "There is no such path; api/openapi.yaml lists them.");
  const auto body = json_body(request);
  if (!body) co_return std::unexpected(body.error());
  json::Fields fields(*body);
  const auto slug = fields.required_string("tenant", 63);
  const std::string subject(fields.required_string("sub", crm::kMaxSubjectBytes));
  if (auto done = fields.finish(); !done) co_return std::unexpected(std::move(done.error()));
  const auto tenant = co_await services.tenants.find_tenant(slug);
  if (!tenant || (slug != "acme" && slug != "globex")) co_return fail(kNotFound, "There is no such demo company.");
  const auto token = crm::sign_token(*tenant, {subject, std::nullopt, std::nullopt}, now_ms(), kDemoTokenLifeMs);
  co_return json_response(200, [&](json::Writer& out) { out.key("token").string(token); });
}

}  // namespace

std::span<const Route> web_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/", Access::open, front},
      {"GET", "/widget/:file", Access::open, file},
      {"GET", "/portal/:file", Access::open, file},
      {"POST", "/demo/token", Access::open, demo_token},
  };
  return kRoutes;
}

}  // namespace parlance::gateway::http
