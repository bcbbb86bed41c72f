#include "base/embedded.hpp"
#include "gateway/http/router.hpp"

namespace parlance::embedded {
extern const base::EmbeddedFile contract[];
}

namespace parlance::gateway::http {
namespace {

Task<Result<Response>> alive(Services&, Request&) {
  co_return json_response(200, [](json::Writer& out) { out.key("status").string("ok"); });
}

// A read proves the database; a full disk shows in the writes' own answers.
Task<Result<Response>> ready(Services& services, Request&) {
  co_await services.tenants.list_tenants();
  co_return json_response(200, [](json::Writer& out) { out.key("status").string("ok"); });
}

Task<Result<Response>> contract(Services&, Request& request) {
  for (const auto* file = embedded::contract; !file->name.empty(); ++file)
    if (file->name == request.params["file"])
      co_return Response{200, "application/yaml", std::string(file->text), {}, {}};
  co_return fail(kNotFound, "There is no such contract; known are openapi.yaml and asyncapi.yaml.");
}

}  // namespace

std::span<const Route> service_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/healthz", Access::open, alive},
      {"GET", "/readyz", Access::open, ready},
      {"GET", "/api/contract/:file", Access::open, contract},
  };
  return kRoutes;
}

}  // namespace parlance::gateway::http
