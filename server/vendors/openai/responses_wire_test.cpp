#include "vendors/openai/responses_wire.hpp"

#include <gtest/gtest.h>

#include "ai/model/reading_probe.hpp"

namespace parlance::openai {
namespace {

using namespace ai::model;
using ai::model::testing::read_stream, ai::model::testing::where_a_cut_shows;

const ResponsesWire kWire({.key = "sk-secret", .model = "gpt-test"});

std::string event(std::string_view type, std::string_view rest = "") {
  return "event: " + std::string(type) + "\ndata: {\"type\":\"" + std::string(type) + "\",\"sequence_number\":1" +
         std::string(rest) + "}\n\n";
}
const std::string kText = event("response.output_item.added", R"(,"item":{"type":"message","id":"m"})") +
                          event("response.output_text.delta", R"(,"item_id":"m","delta":"One moment.")");
const std::string kReasoning = event(
    "response.output_item.done", R"(,"item":{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"e"})");
const std::string kCall =
    event("response.output_item.added",
          R"(,"item":{"type":"function_call","id":"fc_1","call_id":"call_a","name":"find","arguments":""})") +
    event("response.function_call_arguments.delta", R"(,"item_id":"fc_1","delta":"{\"id\":")") +
    event("response.output_item.done",
          R"(,"item":{"type":"function_call","id":"fc_1","call_id":"call_a","name":"find","arguments":"{\"id\":1}"})");
const std::string kCompleted =
    event("response.completed", R"(,"response":{"status":"completed","usage":{"input_tokens":5,"output_tokens":6}})");

std::string kind(std::initializer_list<std::string_view> pieces) {
  const auto outcome = read_stream(kWire, pieces).outcome;
  return outcome ? "none" : std::string(name_of(outcome.error().kind));
}

TEST(OpenAiResponses, ReadsTextThoughtsAndCalls) {
  const auto stream =
      event("response.created", R"(,"response":{"usage":null})") + kReasoning + kText + kCall + kCompleted;
  const auto [outcome, shown] = read_stream(kWire, {stream});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(shown, "One moment.");
  ASSERT_EQ(outcome->calls.size(), 1);
  EXPECT_EQ(outcome->calls[0].id, "call_a");
  EXPECT_EQ(outcome->calls[0].arguments, R"({"id":1})");
  EXPECT_EQ(outcome->usage.output_tokens, 6);
  EXPECT_EQ(where_a_cut_shows(kWire, stream), -1);
  // The thoughts go back with the calls that came of them.
  Request next{.messages = {{.role = Role::assistant,
                             .calls = outcome->calls,
                             .origin = std::string(ResponsesWire::kOrigin),
                             .raw = outcome->raw},
                            {.role = Role::tools, .results = {{"call_a", "find", "{}"}}}}};
  EXPECT_NE(kWire.request(next).body.find(R"("encrypted_content":"e"},{"type":"function_call")"), std::string::npos);
}

TEST(OpenAiResponses, TellsHowAStreamFailed) {
  EXPECT_EQ(kind({kText}), "cut");
  EXPECT_EQ(kind({kText, event("error", R"(,"code":"server_error","message":"m","param":null)")}), "overloaded");
  EXPECT_EQ(kind({event("error", R"(,"error":{"type":"x","code":"insufficient_quota"})")}), "no_quota");
  EXPECT_EQ(kind({event("response.failed", R"(,"response":{"error":{"code":"rate_limit_exceeded"}})")}),
            "rate_limited");
  EXPECT_EQ(kind({event("response.incomplete", R"(,"response":{"incomplete_details":{"reason":"content_filter"}})")}),
            "blocked");
  EXPECT_EQ(kind({event("response.refusal.done", R"(,"refusal":"No.")"), kCompleted}), "refused");
}

TEST(OpenAiResponses, TakesNothingOfAnotherAnswer) {
  const auto created = [](std::string_view id) {
    return event("response.created", ",\"response\":{\"id\":\"" + std::string(id) + "\"}");
  };
  EXPECT_EQ(kind({created("a"), kText, kCompleted}), "none");
  EXPECT_EQ(kind({created("a"), kText, created("b"), kCompleted}), "garbage");
  EXPECT_EQ(kind({created("a"), kText, event("response.output_text.delta", R"(,"item_id":"n","delta":"owes")")}),
            "garbage");
}

TEST(OpenAiResponses, SaysThatTheLimitCutIt) {
  const auto outcome =
      read_stream(kWire, {kText, event("response.incomplete",
                                       R"(,"response":{"incomplete_details":{"reason":"max_output_tokens"}})")})
          .outcome;
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->stop, Stop::length);
}

TEST(OpenAiResponses, KeepsNothingThereAndSendsTheKeyInAHeaderOnly) {
  const auto request = kWire.request({.messages = {{.text = "hi"}}});
  EXPECT_NE(request.body.find(R"("store":false)"), std::string::npos);
  EXPECT_EQ((request.body + request.url).find("sk-secret"), std::string::npos);
}

}  // namespace
}  // namespace parlance::openai
