#include "vendors/gemini/wire.hpp"

#include <gtest/gtest.h>

#include "ai/model/reading_probe.hpp"

namespace parlance::gemini {
namespace {

using namespace ai::model;
using ai::model::testing::read_stream, ai::model::testing::where_a_cut_shows;

const Wire kWire({.key = "g-secret", .model = "gemini-test"});

std::string chunk(std::string_view parts, std::string_view finish = "") {
  return "data: {\"candidates\":[{\"content\":{\"parts\":[" + std::string(parts) + "],\"role\":\"model\"}" +
         (finish.empty() ? "" : ",\"finishReason\":\"" + std::string(finish) + "\"") +
         ",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":30,\"candidatesTokenCount\":12,\"thoughtsTokenCount\":"
         "3}}\r\n\r\n";
}
std::string kind(std::initializer_list<std::string_view> pieces) {
  const auto outcome = read_stream(kWire, pieces).outcome;
  return outcome ? "none" : std::string(name_of(outcome.error().kind));
}

TEST(Gemini, ReadsTextThoughtsAndCalls) {
  const auto stream =
      chunk(R"({"text":"secret plan","thought":true})") + chunk(R"({"text":"Let me "})") +
      chunk(R"({"text":"look."})") +
      chunk(
          R"({"functionCall":{"name":"find","args":{"id":1}},"thoughtSignature":"c2ln"},{"functionCall":{"name":"me"}})") +
      chunk(R"({"text":""})", "STOP");
  const auto [outcome, shown] = read_stream(kWire, {stream});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(shown, "Let me look.");
  ASSERT_EQ(outcome->calls.size(), 2);
  EXPECT_EQ(outcome->calls[0].arguments, R"({"id":1})");
  EXPECT_EQ(outcome->calls[1].arguments, "{}");
  EXPECT_NE(outcome->calls[0].id, outcome->calls[1].id);
  EXPECT_EQ(outcome->stop, Stop::tool_calls);
  EXPECT_EQ(outcome->usage.output_tokens, 15);
  EXPECT_NE(outcome->raw.find(R"("thoughtSignature":"c2ln")"), std::string::npos);
  EXPECT_EQ(where_a_cut_shows(kWire, stream), -1);
}

TEST(Gemini, TellsHowAStreamFailed) {
  EXPECT_EQ(kind({chunk(R"({"text":"Hel"})")}), "cut");
  EXPECT_EQ(kind({chunk("", "SAFETY")}), "blocked");
  EXPECT_EQ(kind({R"(data: {"promptFeedback":{"blockReason":"SAFETY"}})", "\n\n"}), "blocked");
  EXPECT_EQ(kind({chunk(R"({"text":"Hel"})"), R"(data: {"error":{"code":503,"status":"UNAVAILABLE"}})", "\n\n"}),
            "overloaded");
  EXPECT_EQ(kind({chunk("", "MALFORMED_FUNCTION_CALL")}), "garbage");
}

TEST(Gemini, TakesNothingOfAnotherAnswer) {
  const auto piece = [](std::string_view id) {
    return R"(data: {"candidates":[{"content":{"parts":[{"text":"owes"}]}}],"responseId":")" + std::string(id) +
           "\"}\n\n";
  };
  EXPECT_EQ(kind({piece("a"), piece("a"), chunk("", "STOP")}), "none");
  EXPECT_EQ(kind({piece("a"), piece("b"), chunk("", "STOP")}), "garbage");
}

TEST(Gemini, ReadsACandidateWithoutParts) {
  const auto outcome =
      read_stream(
          kWire,
          {"data: "
           "{\"candidates\":[{\"content\":{\"role\":\"model\"},\"finishReason\":\"MAX_TOKENS\",\"index\":0}]}\n\n"})
          .outcome;
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->stop, Stop::length);
}

TEST(Gemini, TellsErrorsApart) {
  const auto of = [](int status, std::string_view name, std::string_view details = "") {
    return kWire.failure({status, {}}, "{\"error\":{\"code\":" + std::to_string(status) +
                                           ",\"message\":\"m\",\"status\":\"" + std::string(name) + "\",\"details\":[" +
                                           std::string(details) + "]}}");
  };
  EXPECT_EQ(name_of(of(400, "INVALID_ARGUMENT", R"({"reason":"API_KEY_INVALID"})").kind), "bad_key");
  EXPECT_EQ(name_of(of(400, "INVALID_ARGUMENT").kind), "bad_request");
  EXPECT_EQ(of(429, "RESOURCE_EXHAUSTED", R"({"retryDelay":"22s"})").retry_after_ms, 22'000);
  EXPECT_EQ(
      name_of(of(429, "RESOURCE_EXHAUSTED", R"({"violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]})").kind),
      "no_quota");
  EXPECT_EQ(name_of(of(503, "UNAVAILABLE").kind), "overloaded");
  EXPECT_EQ(name_of(kWire.failure({404, {}}, "[{\"error\":{\"status\":\"NOT_FOUND\"}}]").kind), "bad_key");
}

TEST(Gemini, GivesResultsTheIdsThatItsCallsCameWith) {
  using ai::model::Message, ai::model::Role;
  const auto sent = [](std::string_view id, std::string_view origin) {
    Message call{.role = Role::assistant, .calls = {{std::string(id), "find", "{}"}}, .origin = std::string(origin)};
    if (!origin.empty()) call.raw = R"([{"functionCall":{"id":"a1","name":"find"}}])";
    const Message result{.role = Role::tools, .results = {{std::string(id), "find", "{}"}}};
    return kWire.request({.messages = {{.text = "hi"}, call, result}}).body;
  };
  EXPECT_NE(sent("a1", Wire::kOrigin).find(R"("functionResponse":{"id":"a1","name":"find")"), std::string::npos);
  EXPECT_NE(sent("own_call_1", Wire::kOrigin).find(R"("functionResponse":{"name":"find")"), std::string::npos);
  EXPECT_NE(sent("toolu_1", "").find(R"("functionResponse":{"name":"find")"), std::string::npos);
}

TEST(Gemini, SendsTheKeyInAHeaderOnly) {
  const auto request = kWire.request({.messages = {{.text = "hi"}}});
  EXPECT_EQ((request.body + request.url).find("g-secret"), std::string::npos);
}

}  // namespace
}  // namespace parlance::gemini
