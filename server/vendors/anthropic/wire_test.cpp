#include "vendors/anthropic/wire.hpp"

#include <gtest/gtest.h>

#include "ai/model/reading_probe.hpp"

namespace parlance::anthropic {
namespace {

using namespace ai::model;
using ai::model::testing::read_stream, ai::model::testing::where_a_cut_shows;

const Wire kWire({.key = "sk-ant-secret", .model = "claude-test"});

std::string event(std::string_view type, std::string_view rest = "") {
  return "event: " + std::string(type) + "\ndata: {\"type\":\"" + std::string(type) + "\"" + std::string(rest) +
         "}\n\n";
}
const std::string kStart =
    event("message_start", R"(,"message":{"usage":{"input_tokens":50,"cache_read_input_tokens":7,"output_tokens":1}})");
std::string begin(int index, std::string_view block) {
  return event("content_block_start",
               ",\"index\":" + std::to_string(index) + ",\"content_block\":" + std::string(block));
}
std::string delta(int index, std::string_view inner) {
  return event("content_block_delta", ",\"index\":" + std::to_string(index) + ",\"delta\":" + std::string(inner));
}
std::string stop(std::string_view reason) {
  return event("message_delta",
               ",\"delta\":{\"stop_reason\":\"" + std::string(reason) + "\"},\"usage\":{\"output_tokens\":41}") +
         event("message_stop");
}
const std::string kText = begin(0, R"({"type":"text","text":""})") + event("ping") +
                          delta(0, R"({"type":"text_delta","text":"Let me look."})");

std::string kind(std::initializer_list<std::string_view> pieces) {
  const auto outcome = read_stream(kWire, pieces).outcome;
  return outcome ? "none" : std::string(name_of(outcome.error().kind));
}

TEST(Anthropic, ReadsThoughtsTextAndCalls) {
  const auto stream = kStart + begin(0, R"({"type":"thinking","thinking":"","signature":""})") +
                      delta(0, R"({"type":"thinking_delta","thinking":"hm"})") +
                      delta(0, R"({"type":"signature_delta","signature":"sig"})") +
                      begin(1, R"({"type":"text","text":""})") + delta(1, R"({"type":"text_delta","text":"Look."})") +
                      begin(2, R"({"type":"tool_use","id":"toolu_1","name":"find","input":{}})") +
                      delta(2, R"({"type":"input_json_delta","partial_json":""})") +
                      delta(2, R"({"type":"input_json_delta","partial_json":"{\"id\""})") +
                      begin(3, R"({"type":"tool_use","id":"toolu_2","name":"me","input":{}})") +
                      delta(2, R"({"type":"input_json_delta","partial_json":":1}"})") + stop("tool_use");
  const auto [outcome, shown] = read_stream(kWire, {stream});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(shown, "Look.");
  ASSERT_EQ(outcome->calls.size(), 2);
  EXPECT_EQ(outcome->calls[0].arguments, R"({"id":1})");
  EXPECT_EQ(outcome->calls[1].arguments, "{}");
  EXPECT_EQ(outcome->usage.input_tokens, 57);
  EXPECT_EQ(outcome->usage.output_tokens, 41);
  EXPECT_NE(outcome->raw.find(R"({"type":"thinking","thinking":"hm","signature":"sig"})"), std::string::npos)
      << outcome->raw;
  EXPECT_EQ(where_a_cut_shows(kWire, stream), -1);
}

TEST(Anthropic, TellsHowAStreamFailed) {
  EXPECT_EQ(kind({kStart, kText}), "cut");
  EXPECT_EQ(kind({kStart, kText, event("error", R"(,"error":{"type":"overloaded_error","message":"Overloaded"})")}),
            "overloaded");
  EXPECT_EQ(kind({kStart, stop("refusal")}), "refused");
  EXPECT_EQ(kind({kStart, stop("model_context_window_exceeded")}), "too_long");
  EXPECT_EQ(kind({kStart, begin(0, R"({"type":"tool_use","id":"t","name":"n","input":{}})"),
                  delta(0, R"({"type":"input_json_delta","partial_json":"{\"a"})"), stop("tool_use")}),
            "garbage");
  EXPECT_EQ(kind({"data: x\n\n"}), "garbage");
}

TEST(Anthropic, TakesNothingOfAnotherAnswer) {
  const auto started = [](std::string_view id) {
    return event("message_start", ",\"message\":{\"id\":\"" + std::string(id) + "\"}");
  };
  EXPECT_EQ(kind({started("a"), kText, stop("end_turn")}), "none");
  EXPECT_EQ(kind({started("a"), kText, started("b"), stop("end_turn")}), "garbage");
  EXPECT_EQ(kind({started("a"), kText, delta(7, R"({"type":"text_delta","text":"owes"})")}), "garbage");
}

TEST(Anthropic, DropsACallThatTheLimitCut) {
  const auto outcome =
      read_stream(kWire, {kStart, kText, begin(1, R"({"type":"tool_use","id":"t","name":"n","input":{}})"),
                          delta(1, R"({"type":"input_json_delta","partial_json":"{\"a"})"), stop("max_tokens")})
          .outcome;
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->stop, Stop::length);
  EXPECT_TRUE(outcome->calls.empty());
}

TEST(Anthropic, PutsAllResultsIntoOneMessage) {
  const Request request{.messages = {{.text = "hi"},
                                     {.role = Role::assistant, .calls = {{"a", "one", "{}"}, {"b", "two", "{}"}}},
                                     {.role = Role::tools, .results = {{"a", "one", "{}"}, {"b", "two", "{}", true}}}}};
  const auto body = kWire.request(request).body;
  EXPECT_NE(
      body.find(
          R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"{}","is_error":false},{"type":"tool_result","tool_use_id":"b","content":"{}","is_error":true}]})"),
      std::string::npos)
      << body;
}

TEST(Anthropic, TellsErrorsApart) {
  const auto kind_of = [](int status, std::string_view type, std::string_view message = "m") {
    const auto body = type.empty() ? std::string("<html>")
                                   : "{\"type\":\"error\",\"error\":{\"type\":\"" + std::string(type) +
                                         "\",\"message\":\"" + std::string(message) + "\"}}";
    return name_of(kWire.failure({status, {}}, body).kind);
  };
  EXPECT_EQ(kind_of(401, "authentication_error"), "bad_key");
  EXPECT_EQ(kind_of(402, "billing_error"), "no_quota");
  EXPECT_EQ(kind_of(413, ""), "too_long");
  EXPECT_EQ(kind_of(429, "rate_limit_error"), "rate_limited");
  EXPECT_EQ(kind_of(529, "overloaded_error"), "overloaded");
  EXPECT_EQ(kind_of(400, "invalid_request_error"), "bad_request");
  EXPECT_EQ(kind_of(400, "invalid_request_error", "prompt is too long: 9 tokens > 8 maximum"), "too_long");
}

}  // namespace
}  // namespace parlance::anthropic
