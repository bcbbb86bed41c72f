#pragma once
#include <string>
#include <string_view>

namespace parlance {

// Where a request stands in a distributed trace (W3C Trace Context, version 00).
struct Trace {
  std::string trace_id;  // 32 hex digits
  std::string span_id;   // 16; of this server's part
  std::string flags = "00";

  // Continues what a `traceparent` header says; begins a trace where it says nothing that can be read.
  static Trace of(std::string_view traceparent);
  // For whoever is called next.
  std::string traceparent() const { return "00-" + trace_id + "-" + span_id + "-" + flags; }
};

}  // namespace parlance
