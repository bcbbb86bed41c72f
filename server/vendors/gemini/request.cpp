#include "base/json/writer.hpp"
#include "vendors/gemini/wire.hpp"

namespace parlance::gemini {
namespace {

using ai::model::Message, ai::model::Role;

bool is_as_sent(const Message& message) { return message.origin == Wire::kOrigin && !message.raw.empty(); }

// `named`: the calls that are answered went back with the ids that the vendor gave them.
void put_results(json::Writer& out, const Message& message, bool named) {
  for (const auto& result : message.results) {
    out.open().key("functionResponse").open();
    if (named && !result.id.starts_with(Wire::kOwnId)) out.key("id").string(result.id);
    out.key("name").string(result.name).key("response").raw(result.content).close().close();
  }
}

void put_parts(json::Writer& out, const Message& message, bool named) {
  if (is_as_sent(message)) {
    out.raw(message.raw);
    return;
  }
  out.open('[');
  put_results(out, message, named);
  if (!message.text.empty()) out.open().key("text").string(message.text).close();
  for (const auto& call : message.calls)
    out.open().key("functionCall").open().key("name").string(call.name).key("args").raw(call.arguments).close().close();
  out.close(']');
}

void put_tools(json::Writer& out, const ai::model::Request& request) {
  out.key("tools").open('[').open().key("functionDeclarations").open('[');
  for (const auto& tool : request.tools) {
    out.open().key("name").string(tool.name).key("description").string(tool.description);
    out.key("parametersJsonSchema").raw(tool.parameters).close();
  }
  out.close(']').close().close(']');
}

}  // namespace

http::Request Wire::request(const ai::model::Request& request) const {
  std::string body;
  json::Writer out(body);
  out.open();
  if (!request.system.empty())
    out.key("systemInstruction")
        .open()
        .key("parts")
        .open('[')
        .open()
        .key("text")
        .string(request.system)
        .close()
        .close(']')
        .close();
  out.key("contents").open('[');
  bool named = false;
  for (const auto& message : request.messages) {
    out.open().key("role").string(message.role == Role::assistant ? "model" : "user").key("parts");
    put_parts(out, message, std::exchange(named, is_as_sent(message)));
    out.close();
  }
  out.close(']');
  if (!request.tools.empty()) put_tools(out, request);
  out.key("generationConfig").open().key("maxOutputTokens").integer(request.max_output_tokens);
  if (request.output)
    out.key("responseMimeType").string("application/json").key("responseJsonSchema").raw(request.output->schema);
  out.close().close();
  return {.url = settings_.base_url + "/models/" + settings_.model + ":streamGenerateContent?alt=sse",
          .headers = {"content-type: application/json", "x-goog-api-key: " + settings_.key},
          .body = std::move(body)};
}

}  // namespace parlance::gemini
