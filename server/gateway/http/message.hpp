#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json/reader.hpp"
#include "base/json/writer.hpp"
#include "base/trace.hpp"
#include "crm/identity/types.hpp"
#include "gateway/errors.hpp"
#include "gateway/limits.hpp"
#include "gateway/realtime/plain_wire.hpp"

namespace parlance::gateway::http {

// A request as handlers see it, whole and free of the HTTP library.
struct Request {
  std::string method, path;
  std::map<std::string, std::string, std::less<>> query;    // decoded; the last of a repeated one
  std::map<std::string, std::string, std::less<>> params;   // of the route's pattern
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case
  std::string body;
  Trace trace;
  std::string id;  // its span: in the log, in X-Request-Id and in every error body
  bool from_loopback = false;
  std::string address;  // of the client, as far as is known of one behind proxies
  Loop* loop = nullptr;
  PlainSocket* socket = nullptr;  // on which it came; for those who wait to see whether its client is still there

  // Set by the router where the route asks for it.
  std::optional<crm::Verified> who;
  std::optional<crm::Tenant> tenant;

  std::string_view header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
  }
  Caller caller() const { return who->caller; }
  Account account(std::optional<chat::SessionId> session = std::nullopt) const { return {caller(), session, address}; }
};

// Takes the socket over once the response's head is sent.
using Takeover = std::function<void(std::shared_ptr<Wire>, std::string first_bytes)>;

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  Takeover takeover;  // set: the response has no body of its own, and the connection becomes this one's
};

// {"<name>": <what fill writes>}
template <class Fill>
Response json_response(int status, Fill fill) {
  Response out{status, "application/json", {}, {}, {}};
  json::Writer writer(out.body);
  writer.open();
  fill(writer);
  writer.close();
  return out;
}

Response no_content();
Response problem(const Error& error, const Request& request);

// A path or query number; kNotFound or kInvalidField where it is none.
Result<std::int64_t> path_id(const Request& request, std::string_view name);
Result<std::optional<std::int64_t>> query_integer(const Request& request, std::string_view name, std::int64_t min,
                                                  std::int64_t max);
// The Content-Type in lower case, without parameters.
std::string media_type(const Request& request);
// The body as one JSON object, its Content-Type checked.
Result<json::Object> json_body(const Request& request);

}  // namespace parlance::gateway::http
