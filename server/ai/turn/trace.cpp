#include "ai/turn/trace.hpp"

#include "base/json/writer.hpp"
#include "base/utf8.hpp"

namespace parlance::ai {

std::string trace_json(std::string_view engine, const Trace& trace, const Settings& settings,
                       const std::vector<ToolRun>& tools, const model::Course& course) {
  std::string json;
  json::Writer out(json);
  out.open().key("engine").string(engine).key("trace_id").string(trace.trace_id);
  out.key("settings_version").integer(settings.version).key("tools").open('[');
  for (const auto& tool : tools) {
    out.open().key("name").string(tool.name).key("arguments").string(clip(tool.arguments, kMaxTracedResultBytes));
    out.key("result").string(clip(tool.result, kMaxTracedResultBytes)).key("failed").boolean(tool.failed);
    out.key("took_us").integer(tool.took_us).close();
  }
  out.close(']').key("failures").open('[');
  for (const auto& stumble : course.stumbles)
    out.open().key("model").string(stumble.model).key("kind").string(model::name_of(stumble.kind)).close();
  out.close(']').key("usage").open('[');
  for (const auto& spent : course.spent) {
    out.open().key("model").string(spent.model).key("input_tokens").integer(spent.usage.input_tokens);
    out.key("output_tokens").integer(spent.usage.output_tokens).close();
  }
  out.close(']').close();
  return json;
}

}  // namespace parlance::ai
