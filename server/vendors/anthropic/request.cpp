#include "base/json/writer.hpp"
#include "vendors/anthropic/wire.hpp"

namespace parlance::anthropic {
namespace {

using ai::model::Message, ai::model::Role;

void put_blocks(json::Writer& out, const Message& message) {
  if (message.origin == Wire::kOrigin && !message.raw.empty()) {
    out.raw(message.raw);
    return;
  }
  out.open('[');
  for (const auto& result : message.results) {
    out.open().key("type").string("tool_result").key("tool_use_id").string(result.id);
    out.key("content").string(result.content).key("is_error").boolean(result.failed).close();
  }
  // An empty text block is refused.
  if (!message.text.empty()) out.open().key("type").string("text").key("text").string(message.text).close();
  for (const auto& call : message.calls) {
    out.open().key("type").string("tool_use").key("id").string(call.id).key("name").string(call.name);
    out.key("input").raw(call.arguments).close();
  }
  out.close(']');
}

}  // namespace

http::Request Wire::request(const ai::model::Request& request) const {
  std::string body;
  json::Writer out(body);
  out.open().key("model").string(settings_.model).key("max_tokens").integer(request.max_output_tokens);
  out.key("stream").boolean(true);
  if (!request.system.empty()) out.key("system").string(request.system);
  out.key("messages").open('[');
  for (const auto& message : request.messages) {
    out.open().key("role").string(message.role == Role::assistant ? "assistant" : "user").key("content");
    put_blocks(out, message);
    out.close();
  }
  out.close(']');
  if (!request.tools.empty()) {
    out.key("tools").open('[');
    for (const auto& tool : request.tools)
      out.open()
          .key("name")
          .string(tool.name)
          .key("description")
          .string(tool.description)
          .key("input_schema")
          .raw(tool.parameters)
          .close();
    out.close(']');
  }
  if (request.output) {
    out.key("output_config").open().key("format").open().key("type").string("json_schema");
    out.key("schema").raw(request.output->schema).close().close();
  }
  out.close();
  return {.url = settings_.base_url + "/v1/messages",
          .headers = {"content-type: application/json", "x-api-key: " + settings_.key,
                      "anthropic-version: " + std::string(kVersion)},
          .body = std::move(body)};
}

}  // namespace parlance::anthropic
