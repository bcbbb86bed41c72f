#pragma once
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What is said to a language model and what comes back, in no vendor's words.
namespace parlance::ai::model {

struct ToolCall {
  std::string id, name;
  std::string arguments;  // JSON object
};

struct ToolResult {
  std::string id, name;  // of the call
  std::string content;   // JSON object
  bool failed = false;
};

enum class Role { customer, assistant, tools };

struct Message {
  Role role = Role::customer;
  std::string text{};
  std::vector<ToolCall> calls{};      // of the assistant
  std::vector<ToolResult> results{};  // of the tools, one for each call of the message before
  // The assistant's message as its vendor sent it (JSON array), which it wants back unchanged: it holds signed
  // thoughts.
  std::string origin{}, raw{};
};

// Parameters are JSON Schema in the subset that every vendor takes: objects are closed and all their properties
// required, what is optional may be null.
struct Tool {
  std::string_view name, description, parameters;
};

// A JSON object in place of prose; the schema likewise.
struct Output {
  std::string_view name, schema;
};

struct Request {
  std::string system{};
  std::vector<Message> messages{};
  std::span<const Tool> tools{};
  std::optional<Output> output{};
  std::int64_t max_output_tokens = 1024;
  std::string traceparent{};  // of whoever asks; W3C Trace Context
};

struct Usage {
  std::int64_t input_tokens = 0, output_tokens = 0;
};

enum class Stop { complete, tool_calls, length };

struct Reply {
  std::string text{};
  std::vector<ToolCall> calls{};
  std::string origin{}, raw{};  // as in Message
  Stop stop = Stop::complete;
  Usage usage{};
};

enum class FailureKind {
  bad_key,   // the vendor does not know the key, or it may not use the model
  no_quota,  // nothing is left that was paid for, or of the day's share
  rate_limited,
  overloaded,   // or faulty: it may work in a moment
  too_long,     // for the model's window
  bad_request,  // the vendor does not understand what it is told; trying again does not help
  refused,      // by the model
  blocked,      // by the vendor's filters
  cut,          // the stream ended before its end
  garbage,      // what came is not the vendor's format
  timed_out,
  unreachable,
  cancelled,
};
std::string_view name_of(FailureKind kind);

struct Failure {
  FailureKind kind;
  std::string what{};                // for the log: no key, nothing that was said
  std::int64_t retry_after_ms = -1;  // as the vendor says; negative: it does not
  Usage usage{};                     // what was used up all the same
};

using Outcome = std::expected<Reply, Failure>;

// Takes the answer's text, piece by piece: UTF-8, whole characters.
using OnText = std::function<void(std::string_view)>;

}  // namespace parlance::ai::model
