#include "vendors/openai/chat_wire.hpp"

#include <gtest/gtest.h>

#include "ai/model/reading_probe.hpp"

namespace parlance::openai {
namespace {

using namespace ai::model;
using ai::model::testing::read_stream, ai::model::testing::where_a_cut_shows;

const ChatWire kWire({.key = "sk-secret", .model = "gpt-test"});

std::string chunk(std::string_view choices, std::string_view usage = "null") {
  return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[" + std::string(choices) +
         "],\"usage\":" + std::string(usage) + "}\n\n";
}
std::string text(std::string_view piece) {
  return chunk("{\"index\":0,\"delta\":{\"content\":\"" + std::string(piece) + "\"},\"finish_reason\":null}");
}
std::string call(std::string_view inner) {
  return chunk("{\"index\":0,\"delta\":{\"tool_calls\":[" + std::string(inner) + "]},\"finish_reason\":null}");
}
std::string finish(std::string_view reason) {
  return chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"" + std::string(reason) + "\"}");
}
const std::string kUsage = chunk("", R"({"prompt_tokens":40,"completion_tokens":22})");
const std::string kDone = "data: [DONE]\n\n";

TEST(OpenAiChat, JoinsTextAndCountsTokens) {
  const auto [outcome, shown] =
      read_stream(kWire, {text("Gr"), text("\xC3\xBC\xC3\x9F"), text("e"), finish("stop"), kUsage, kDone});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->text,
            "Gr\xC3\xBC\xC3\x9F"
            "e");
  EXPECT_EQ(shown, outcome->text);
  EXPECT_EQ(outcome->stop, Stop::complete);
  EXPECT_EQ(outcome->usage.input_tokens, 40);
  EXPECT_EQ(outcome->usage.output_tokens, 22);
}

// Two calls whose pieces come in turn, the second one first; an argument cut in the middle of an escape.
TEST(OpenAiChat, JoinsInterleavedCalls) {
  const auto stream =
      call(R"({"index":1,"id":"b","type":"function","function":{"name":"two","arguments":""}})") +
      call(R"({"index":0,"id":"a","type":"function","function":{"name":"one","arguments":"{\"x\":\"\\"}})") +
      call(R"({"index":1,"function":{"arguments":"{}"}})") +
      call(R"({"index":0,"function":{"arguments":"u00e9\"}"}})") + finish("tool_calls") + kDone;
  const auto [outcome, shown] = read_stream(kWire, {stream});
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->calls.size(), 2);
  EXPECT_EQ(outcome->calls[0].id + outcome->calls[0].name + outcome->calls[0].arguments, R"(aone{"x":"\u00e9"})");
  EXPECT_EQ(outcome->calls[1].arguments, "{}");
  EXPECT_EQ(outcome->stop, Stop::tool_calls);
  EXPECT_EQ(where_a_cut_shows(kWire, stream), -1);
}

TEST(OpenAiChat, TakesWholeCallsOfServersThatCountNone) {
  const auto stream =
      call(R"({"index":0,"id":"a","type":"function","function":{"name":"one","arguments":"{\"x\":1}"}})") +
      call(R"({"index":0,"id":"b","type":"function","function":{"name":"two","arguments":{"y":2}}})") +
      finish("tool_calls") + kDone;
  const auto outcome = read_stream(kWire, {stream}).outcome;
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->calls.size(), 2);
  EXPECT_EQ(outcome->calls[0].name + outcome->calls[0].arguments, R"(one{"x":1})");
  EXPECT_EQ(outcome->calls[1].name + outcome->calls[1].arguments, R"(two{"y":2})");
}

TEST(OpenAiChat, ACallWithoutAnIdGetsOne) {
  const auto outcome = read_stream(kWire, {call(R"({"index":0,"function":{"name":"one","arguments":"{}"}})") +
                                           finish("tool_calls") + kDone})
                           .outcome;
  ASSERT_TRUE(outcome && outcome->calls.size() == 1);
  EXPECT_FALSE(outcome->calls[0].id.empty());
}

TEST(OpenAiChat, TellsHowAStreamFailed) {
  const auto kind = [](std::initializer_list<std::string_view> pieces) {
    const auto outcome = read_stream(kWire, pieces).outcome;
    return outcome ? std::string("none") : std::string(name_of(outcome.error().kind));
  };
  EXPECT_EQ(kind({text("Hel")}), "cut");
  EXPECT_EQ(kind({text("Hel"), kDone}), "cut");
  EXPECT_EQ(kind({text("Hel"), "data: {\"error\":{\"type\":\"server_error\",\"code\":null}}\n\n"}), "overloaded");
  EXPECT_EQ(kind({"data: <html>\n\n"}), "garbage");
  EXPECT_EQ(kind({finish("content_filter"), kDone}), "blocked");
  EXPECT_EQ(kind({chunk(R"({"index":0,"delta":{"refusal":"No."},"finish_reason":null})"), finish("stop"), kDone}),
            "refused");
}

TEST(OpenAiChat, TakesNothingOfAnotherAnswer) {
  const auto piece = [](std::string_view id) {
    return "data: {\"id\":\"" + std::string(id) + R"(","choices":[{"index":0,"delta":{"content":"owes"}}]})" + "\n\n";
  };
  const auto same = read_stream(kWire, {piece("a"), text(" 12"), piece(""), piece("a"), finish("stop"), kDone});
  ASSERT_TRUE(same.outcome);
  EXPECT_EQ(same.outcome->text, "owes 12owesowes");
  const auto mixed = read_stream(kWire, {piece("a"), piece("b"), finish("stop"), kDone});
  ASSERT_FALSE(mixed.outcome);
  EXPECT_EQ(mixed.outcome.error().kind, FailureKind::garbage);
  EXPECT_EQ(mixed.shown, "owes");
}

TEST(OpenAiChat, DropsACallThatTheLimitCut) {
  const auto outcome =
      read_stream(kWire, {text("Let me"), call(R"({"index":0,"id":"a","function":{"name":"one","arguments":"{\"x"}})"),
                          finish("length"), kDone})
          .outcome;
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->stop, Stop::length);
  EXPECT_TRUE(outcome->calls.empty());
}

TEST(OpenAiChat, TellsErrorsApart) {
  const auto kind = [](int status, std::string_view code, std::string_view type = "x") {
    const auto body = "{\"error\":{\"message\":\"for sk-secret\",\"type\":\"" + std::string(type) +
                      "\",\"param\":null,\"code\":\"" + std::string(code) + "\"}}";
    const auto failure = kWire.failure({status, {{"retry-after", "7"}}}, body);
    EXPECT_EQ(failure.retry_after_ms, 7000);
    EXPECT_EQ(failure.what.find("sk-secret"), std::string::npos);
    return name_of(failure.kind);
  };
  EXPECT_EQ(kind(401, "invalid_api_key", "invalid_request_error"), "bad_key");
  EXPECT_EQ(kind(404, "model_not_found", "invalid_request_error"), "bad_key");
  EXPECT_EQ(kind(400, "context_length_exceeded", "invalid_request_error"), "too_long");
  EXPECT_EQ(kind(400, "", "invalid_request_error"), "bad_request");
  EXPECT_EQ(kind(429, "rate_limit_exceeded", "tokens"), "rate_limited");
  EXPECT_EQ(kind(429, "insufficient_quota", "insufficient_quota"), "no_quota");
  EXPECT_EQ(kind(503, "server_is_overloaded", "service_unavailable_error"), "overloaded");
  EXPECT_EQ(name_of(kWire.failure({502, {}}, "<html>").kind), "overloaded");
}

}  // namespace
}  // namespace parlance::openai
