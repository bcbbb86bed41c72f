#include "base/metrics.hpp"

#include "gateway/http/router.hpp"

namespace parlance::gateway::http {
namespace {

Response scraped() { return {200, "text/plain; version=0.0.4; charset=utf-8", metrics::text(), {}, {}}; }

// What came through a proxy is not from here, whatever its address says.
Task<Result<Response>> from_here(Services&, Request& request) {
  if (!request.from_loopback || !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty())
    co_return fail(kNotFound, "There is no such path; api/openapi.yaml lists them.");
  co_return scraped();
}

Task<Result<Response>> from_anywhere(Services&, Request&) { co_return scraped(); }

}  // namespace

std::span<const Route> metrics_routes() {
  static constexpr Route kRoutes[] = {{"GET", "/metrics", Access::open, from_here}};
  return kRoutes;
}
std::span<const Route> metrics_listener_routes() {
  static constexpr Route kOwnListener[] = {{"GET", "/metrics", Access::open, from_anywhere}};
  return kOwnListener;
}

}  // namespace parlance::gateway::http
