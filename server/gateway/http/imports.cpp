#include <fmt/format.h>

#include "gateway/http/router.hpp"

namespace parlance::gateway::http {
namespace {

constexpr std::size_t kMaxRows = 1000;  // of one request

Result<std::vector<crm::Record>> read_rows(const json::Object& body) {
  json::Fields fields(body);
  const auto* rows = fields.any("rows");
  if (!rows || !rows->is_array())
    fields.refuse("rows", "must be a list of objects");
  else if (rows->get_array().size() > kMaxRows)
    fields.refuse("rows", fmt::format("must have at most {} entries", kMaxRows));
  if (auto done = fields.finish(); !done) return std::unexpected(std::move(done.error()));
  std::vector<crm::Record> out;
  for (const auto& row : rows->get_array()) {
    if (!row.is_object())
      return fail(kInvalidField, "Each of the rows must be an object.", fmt::format("/rows/{}", out.size()));
    out.push_back({out.size(), row.get_object()});
  }
  return out;
}

Task<Result<Response>> upsert(Services& services, Request& request) {
  const auto* kind = crm::find_kind(request.params["kind"]);
  if (!kind)
    co_return fail(
        kNotFound,
        "There is no such kind of data; known are accounts, contacts, tickets, orders, transactions and articles.");
  const auto body = json_body(request);
  if (!body) co_return std::unexpected(body.error());
  const auto rows = read_rows(*body);
  if (!rows) co_return std::unexpected(rows.error());
  const auto outcome = co_await services.importer.import(request.tenant->id, *kind, *rows);
  if (!outcome.problems.empty()) {
    const auto& first = outcome.problems.front();
    co_return fail(kInvalidField,
                   fmt::format("Nothing was saved: {} of the rows have a fault; the first: {}.",
                               outcome.problems.size(), first.what),
                   fmt::format("/rows/{}", first.line));
  }
  co_return json_response(
      200, [&](json::Writer& out) { out.key("saved").integer(static_cast<std::int64_t>(outcome.rows)); });
}

constexpr Route kRoutes[] = {{"POST", "/api/import/:kind", Access::api_key, upsert, kMaxImportBytes}};

}  // namespace

std::span<const Route> import_routes() { return kRoutes; }

}  // namespace parlance::gateway::http
