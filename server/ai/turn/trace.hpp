#pragma once
#include "ai/model/chain.hpp"
#include "ai/settings.hpp"
#include "base/trace.hpp"

namespace parlance::ai {

// A tool call as it was made, for who wants to know why the assistant said what it said.
struct ToolRun {
  std::string name, arguments, result;
  bool failed = false;
  std::int64_t took_us = 0;
};

inline constexpr std::size_t kMaxTracedResultBytes = 2'000;

// {"engine","trace_id","settings_version","tools":[{"name","arguments","result","failed","took_us"}],"failures":[{"model","kind"}],
// "usage":[{"model","input_tokens","output_tokens"}]}, as it is stored with an answer;
// what is only suggested to a human stands as {"suggestion","reasoning"}, the latter of this shape.
// `trace_id`: as the models were told it (`traceparent`).
std::string trace_json(std::string_view engine, const Trace& trace, const Settings& settings,
                       const std::vector<ToolRun>& tools, const model::Course& course);

}  // namespace parlance::ai
