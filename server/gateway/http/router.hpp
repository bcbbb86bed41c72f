#pragma once
#include <span>

#include "gateway/http/message.hpp"
#include "gateway/services.hpp"

namespace parlance::gateway::http {

enum class Access {
  open,      // anyone
  customer,  // a customer's token; `Request::who` is set
  api_key,   // a company's API key; `Request::tenant` is set
};

inline constexpr std::size_t kMaxBodyBytes = 64 << 10;
inline constexpr std::size_t kMaxImportBytes = 8 << 20;

using Handler = Task<Result<Response>> (*)(Services&, Request&);

struct Route {
  std::string_view method, pattern;  // `:name` stands for one segment
  Access access;
  Handler handler;
  std::size_t max_body_bytes = kMaxBodyBytes;
};

class Router {
 public:
  Router(Services& services, std::vector<std::span<const Route>> tables);

  // How large a body the request may have, before it is read. An error: there is no such route.
  Result<std::size_t> max_body(std::string_view method, std::string_view path) const;
  // Never throws: what goes wrong is a response too.
  Task<Response> handle(Request& request) const;

 private:
  std::string methods(std::string_view path) const;
  const Route* find(std::string_view method, std::string_view path) const;
  Task<Result<Response>> dispatch(const Route& route, Request& request) const;
  Task<Result<void>> authorize(const Route& route, Request& request) const;
  Task<Response> preflight(const Request& request) const;

  Services& services_;
  std::vector<Route> routes_;
};

// Lets the page that sent the request read the response.
Response readable_from_pages(Response response, const Request& request);

// A file per resource.
std::span<const Route> session_routes();
std::span<const Route> message_routes();
std::span<const Route> event_routes();
std::span<const Route> crm_routes();
std::span<const Route> ai_routes();
std::span<const Route> import_routes();
std::span<const Route> service_routes();           // health and contract
std::span<const Route> metrics_routes();           // to this machine only
std::span<const Route> metrics_listener_routes();  // to whoever reaches a listener of its own
std::span<const Route> web_routes();               // the widget, and under --demo the portal

}  // namespace parlance::gateway::http
