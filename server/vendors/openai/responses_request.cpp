#include "base/json/writer.hpp"
#include "vendors/openai/responses_wire.hpp"

namespace parlance::openai {
namespace {

using ai::model::Message, ai::model::Role;

// Models that think before they answer. Others refuse to be asked for their thoughts.
bool thinks(std::string_view model) {
  return model.starts_with("gpt-5") || (model.size() > 1 && model[0] == 'o' && model[1] >= '1' && model[1] <= '9');
}

void put(json::Writer& out, const Message& message) {
  for (const auto& result : message.results)
    out.open()
        .key("type")
        .string("function_call_output")
        .key("call_id")
        .string(result.id)
        .key("output")
        .string(result.content)
        .close();
  if (message.role == Role::tools) return;
  if (message.origin == ResponsesWire::kOrigin && message.raw.size() > 2) {
    out.raw(std::string_view(message.raw).substr(1, message.raw.size() - 2));  // its items
    return;
  }
  if (!message.text.empty())
    out.open()
        .key("role")
        .string(message.role == Role::customer ? "user" : "assistant")
        .key("content")
        .string(message.text)
        .close();
  for (const auto& call : message.calls)
    out.open()
        .key("type")
        .string("function_call")
        .key("call_id")
        .string(call.id)
        .key("name")
        .string(call.name)
        .key("arguments")
        .string(call.arguments)
        .close();
}

void put_tools(json::Writer& out, const ai::model::Request& request) {
  out.key("tools").open('[');
  for (const auto& tool : request.tools) {
    out.open().key("type").string("function").key("name").string(tool.name).key("description").string(tool.description);
    out.key("parameters").raw(tool.parameters).key("strict").boolean(true).close();
  }
  out.close(']');
}

}  // namespace

http::Request ResponsesWire::request(const ai::model::Request& request) const {
  std::string body;
  json::Writer out(body);
  out.open().key("model").string(settings_.model).key("stream").boolean(true).key("store").boolean(false);
  out.key("max_output_tokens").integer(request.max_output_tokens);
  if (thinks(settings_.model)) out.key("include").open('[').string("reasoning.encrypted_content").close(']');
  if (!request.system.empty()) out.key("instructions").string(request.system);
  out.key("input").open('[');
  for (const auto& message : request.messages) put(out, message);
  out.close(']');
  if (!request.tools.empty()) put_tools(out, request);
  if (request.output) {
    out.key("text")
        .open()
        .key("format")
        .open()
        .key("type")
        .string("json_schema")
        .key("name")
        .string(request.output->name);
    out.key("strict").boolean(true).key("schema").raw(request.output->schema).close().close();
  }
  out.close();
  return {.url = settings_.base_url + "/responses",
          .headers = {"content-type: application/json", "authorization: Bearer " + settings_.key},
          .body = std::move(body)};
}

}  // namespace parlance::openai
