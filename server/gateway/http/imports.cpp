#include <fmt/format.h>

#include "base/multipart.hpp"
#include "gateway/http/router.hpp"

namespace parlance::gateway::http {
namespace {

constexpr std::size_t kMaxRows = 10'000;  // of one request, whose rows are one write

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

bool is_form(const Request& request) { return media_type(request) == "multipart/form-data"; }

// The form's part `file`: CSV or JSON lines, by its name's ending.
Result<std::vector<crm::Record>> read_file(const Request& request) {
  const auto form = parse_form(request.header("content-type"), request.body);
  if (!form) return std::unexpected(form.error());
  const auto file = std::ranges::find(*form, "file", &FormPart::name);
  const bool csv = file != form->end() && file->filename.ends_with(".csv");
  if (form->size() != 1 || file == form->end() || (!csv && !file->filename.ends_with(".jsonl")))
    return fail(kInvalidField, "Send one part named `file`, whose filename ends in .csv or .jsonl.", "/file");
  auto records = csv ? crm::parse_csv(file->body) : crm::parse_json_lines(file->body);
  if (records && records->size() > kMaxRows)
    return fail(kInvalidField, fmt::format("The file has over {} rows; send it in parts.", kMaxRows), "/file");
  return records;
}

Result<std::vector<crm::Record>> read_records(const Request& request) {
  if (is_form(request)) return read_file(request);
  const auto body = json_body(request);
  if (!body) return std::unexpected(body.error());
  return read_rows(*body);
}

Error refusal(const crm::ImportOutcome& outcome, bool form) {
  const auto& first = outcome.problems.front();
  return {kInvalidField,
          fmt::format("Nothing was saved: {} of the rows have a fault; the first{}: {}.", outcome.problems.size(),
                      form ? fmt::format(", in line {}", first.line) : "", first.what),
          form ? "/file" : fmt::format("/rows/{}", first.line), 0};
}

Task<Result<Response>> upsert(Services& services, Request& request) {
  const auto* kind = crm::find_kind(request.params["kind"]);
  if (!kind)
    co_return fail(kNotFound,
                   "There is no such kind of data; known are accounts, contacts, tickets, orders, transactions, "
                   "articles and intents.");
  if (auto room = co_await services.limits.take_upload(request.tenant->id); !room)
    co_return std::unexpected(std::move(room.error()));
  const auto rows = read_records(request);
  if (!rows) co_return std::unexpected(rows.error());
  const auto outcome = co_await services.importer.import(request.tenant->id, *kind, *rows);
  if (!outcome.problems.empty()) co_return std::unexpected(refusal(outcome, is_form(request)));
  co_return json_response(
      200, [&](json::Writer& out) { out.key("saved").integer(static_cast<std::int64_t>(outcome.rows)); });
}

}  // namespace

std::span<const Route> import_routes() {
  static constexpr Route kRoutes[] = {{"POST", "/api/import/:kind", Access::api_key, upsert, kMaxImportBytes}};
  return kRoutes;
}

}  // namespace parlance::gateway::http
