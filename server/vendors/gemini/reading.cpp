#include <fmt/format.h>

#include <atomic>
#include <boost/json/serialize.hpp>

#include "ai/model/answer_id.hpp"
#include "base/json/lenient.hpp"
#include "vendors/gemini/errors.hpp"
#include "vendors/gemini/wire.hpp"

namespace parlance::gemini {
namespace {

using namespace ai::model;

class ContentReading final : public Reading {
 public:
  std::optional<Failure> take(const http::SseEvent& event, const OnText& on_text) override {
    const auto chunk = json::parse_foreign(event.data);
    if (!chunk || !chunk->is_object()) return Failure{FailureKind::garbage, "an event is no JSON object"};
    if (json::at(*chunk, {"error"})) return failure_of(0, *chunk);
    if (!answer_.admits(json::text_at(*chunk, {"responseId"}))) return of_another_answer();
    if (const auto* usage = json::at(*chunk, {"usageMetadata"}))
      usage_ = {json::number_at(*usage, {"promptTokenCount"}),
                json::number_at(*usage, {"candidatesTokenCount"}) + json::number_at(*usage, {"thoughtsTokenCount"})};
    if (const auto reason = json::text_at(*chunk, {"promptFeedback", "blockReason"}); !reason.empty())
      return Failure{FailureKind::blocked, fmt::format("the prompt, for {}", reason.substr(0, 64))};
    for (const auto& candidate : json::array_at(*chunk, {"candidates"}))
      if (json::number_at(candidate, {"index"}) == 0) take_candidate(candidate, on_text);
    return std::nullopt;
  }

  // It has no mark of its own; what comes after a reason to finish is nothing.
  bool done() const override { return !finish_.empty(); }
  Usage usage() const override { return usage_; }

  Outcome end() override {
    const auto failed = [this](FailureKind kind, std::string what) {
      return std::unexpected(Failure{kind, std::move(what), -1, usage_});
    };
    if (finish_.empty()) return failed(FailureKind::cut, "the stream ended before finishReason");
    if (finish_ == "MALFORMED_FUNCTION_CALL") return failed(FailureKind::garbage, finish_);
    if (finish_ != "STOP" && finish_ != "MAX_TOKENS") return failed(FailureKind::blocked, finish_);
    Reply reply{.text = text_, .usage = usage_};
    if (finish_ == "MAX_TOKENS") reply.stop = Stop::length;
    if (calls_.empty()) return reply;
    reply.stop = Stop::tool_calls, reply.calls = std::move(calls_), reply.origin = Wire::kOrigin,
    reply.raw = boost::json::serialize(parts_);
    return reply;
  }

 private:
  void take_candidate(const boost::json::value& candidate, const OnText& on_text) {
    for (const auto& part : json::array_at(candidate, {"content", "parts"})) {
      const auto text = json::text_at(part, {"text"});
      const auto* call = json::at(part, {"functionCall"});
      if (!call && text.empty() && !json::at(part, {"thoughtSignature"})) continue;
      parts_.push_back(part);  // with its signature, which the model wants back
      if (json::true_at(part, {"thought"})) continue;
      if (!text.empty()) {
        text_ += text;
        on_text(text);
      }
      if (call) take_call(*call);
    }
    if (const auto reason = json::text_at(candidate, {"finishReason"}); !reason.empty()) finish_ = reason;
  }

  void take_call(const boost::json::value& call) {
    const auto* args = json::at(call, {"args"});
    const auto id = json::text_at(call, {"id"});
    calls_.push_back({id.empty() ? fmt::format("{}{}", Wire::kOwnId, next_id_++) : std::string(id),
                      std::string(json::text_at(call, {"name"})),
                      args && args->is_object() ? boost::json::serialize(*args) : "{}"});
  }

  static inline std::atomic<std::uint64_t> next_id_ = 0;  // other vendors want ids, each of its own

  AnswerId answer_;
  std::string text_, finish_;
  std::vector<ToolCall> calls_;
  boost::json::array parts_;
  Usage usage_;
};

}  // namespace

std::unique_ptr<Reading> Wire::read() const { return std::make_unique<ContentReading>(); }

}  // namespace parlance::gemini
