#include "base/json/writer.hpp"
#include "vendors/openai/chat_wire.hpp"

namespace parlance::openai {
namespace {

using ai::model::Message, ai::model::Role;

void put_calls(json::Writer& out, const Message& message) {
  out.key("tool_calls").open('[');
  for (const auto& call : message.calls) {
    out.open().key("id").string(call.id).key("type").string("function");
    out.key("function").open().key("name").string(call.name).key("arguments").string(call.arguments).close().close();
  }
  out.close(']');
}

void put(json::Writer& out, const Message& message) {
  for (const auto& result : message.results)
    out.open()
        .key("role")
        .string("tool")
        .key("tool_call_id")
        .string(result.id)
        .key("content")
        .string(result.content)
        .close();
  if (message.role == Role::tools) return;
  out.open().key("role").string(message.role == Role::customer ? "user" : "assistant").key("content");
  message.text.empty() && !message.calls.empty() ? out.null() : out.string(message.text);
  if (!message.calls.empty()) put_calls(out, message);
  out.close();
}

void put_tools(json::Writer& out, const ai::model::Request& request, bool strict) {
  out.key("tools").open('[');
  for (const auto& tool : request.tools) {
    out.open().key("type").string("function").key("function").open();
    out.key("name")
        .string(tool.name)
        .key("description")
        .string(tool.description)
        .key("parameters")
        .raw(tool.parameters);
    if (strict) out.key("strict").boolean(true);
    out.close().close();
  }
  out.close(']');
}

}  // namespace

http::Request ChatWire::request(const ai::model::Request& request) const {
  std::string body;
  json::Writer out(body);
  out.open().key("model").string(settings_.model).key("stream").boolean(true);
  out.key("stream_options").open().key("include_usage").boolean(true).close();
  out.key(settings_.compatible ? "max_tokens" : "max_completion_tokens").integer(request.max_output_tokens);
  out.key("messages").open('[');
  if (!request.system.empty()) out.open().key("role").string("system").key("content").string(request.system).close();
  for (const auto& message : request.messages) put(out, message);
  out.close(']');
  if (!request.tools.empty()) put_tools(out, request, !settings_.compatible);
  if (request.output) {
    out.key("response_format").open().key("type").string("json_schema").key("json_schema").open();
    out.key("name").string(request.output->name).key("strict").boolean(true).key("schema").raw(request.output->schema);
    out.close().close();
  }
  out.close();
  http::Request wanted{.url = settings_.base_url + "/chat/completions",
                       .headers = {"content-type: application/json"},
                       .body = std::move(body)};
  if (!settings_.key.empty()) wanted.headers.push_back("authorization: Bearer " + settings_.key);
  return wanted;
}

}  // namespace parlance::openai
