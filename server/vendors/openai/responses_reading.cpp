#include <boost/json/serialize.hpp>
#include <set>

#include "ai/model/answer_id.hpp"
#include "base/json/lenient.hpp"
#include "vendors/openai/errors.hpp"
#include "vendors/openai/responses_wire.hpp"

namespace parlance::openai {
namespace {

using namespace ai::model;

class ResponsesReading final : public Reading {
 public:
  std::optional<Failure> take(const http::SseEvent& event, const OnText& on_text) override {
    const auto parsed = json::parse_foreign(event.data);
    if (!parsed || !parsed->is_object()) return Failure{FailureKind::garbage, "an event is no JSON object"};
    const auto type = json::text_at(*parsed, {"type"});
    if (!answer_.admits(json::text_at(*parsed, {"response", "id"}))) return of_another_answer();
    if (type == "response.output_item.added") {
      announced_.emplace(json::text_at(*parsed, {"item", "id"}));
    } else if (type == "response.output_text.delta") {
      if (!was_announced(json::text_at(*parsed, {"item_id"}))) return of_another_answer();
      const auto text = json::text_at(*parsed, {"delta"});
      text_ += text;
      if (!text.empty()) on_text(text);
    } else if (type == "response.refusal.delta" || type == "response.refusal.done") {
      refused_ = true;
    } else if (type == "response.output_item.done") {
      if (const auto* item = json::at(*parsed, {"item"})) take_item(*item);
    } else if (type == "response.completed" || type == "response.incomplete" || type == "response.failed") {
      return end_with(type, *parsed);
    } else if (type == "error") {
      // Flat in the description, nested in life.
      const auto* nested = json::at(*parsed, {"error"});
      return failure_of(0, nested && nested->is_object() ? *nested : *parsed);
    }
    return std::nullopt;
  }

  bool done() const override { return done_; }
  Usage usage() const override { return usage_; }

  Outcome end() override {
    const auto failed = [this](FailureKind kind, std::string what) {
      return std::unexpected(Failure{kind, std::move(what), -1, usage_});
    };
    if (!done_) return failed(FailureKind::cut, "the stream ended before the response did");
    if (blocked_) return failed(FailureKind::blocked, "content_filter");
    if (refused_) return failed(FailureKind::refused, "refusal");
    Reply reply{.text = text_, .usage = usage_};
    if (cut_short_)
      reply.stop = Stop::length;
    else
      reply.calls = std::move(calls_);
    if (!reply.calls.empty())
      reply.stop = Stop::tool_calls, reply.origin = ResponsesWire::kOrigin, reply.raw = boost::json::serialize(items_);
    return reply;
  }

 private:
  // Servers that only speak like OpenAI may announce nothing.
  bool was_announced(std::string_view item) const {
    return item.empty() || announced_.empty() || announced_.contains(item);
  }

  void take_item(const boost::json::value& item) {
    items_.push_back(item);
    if (json::text_at(item, {"type"}) == "function_call")
      calls_.push_back({std::string(json::text_at(item, {"call_id"})), std::string(json::text_at(item, {"name"})),
                        std::string(json::text_at(item, {"arguments"}))});
  }

  std::optional<Failure> end_with(std::string_view type, const boost::json::value& event) {
    done_ = true;
    usage_ = {json::number_at(event, {"response", "usage", "input_tokens"}),
              json::number_at(event, {"response", "usage", "output_tokens"})};
    cut_short_ = type == "response.incomplete";
    blocked_ = json::text_at(event, {"response", "incomplete_details", "reason"}) == "content_filter";
    if (type != "response.failed") return std::nullopt;
    const auto* error = json::at(event, {"response", "error"});
    return failure_of(0, error ? *error : boost::json::value());
  }

  AnswerId answer_;
  std::set<std::string, std::less<>> announced_;  // items
  std::string text_;
  std::vector<ToolCall> calls_;
  boost::json::array items_;
  Usage usage_;
  bool done_ = false, refused_ = false, blocked_ = false, cut_short_ = false;
};

}  // namespace

std::unique_ptr<Reading> ResponsesWire::read() const { return std::make_unique<ResponsesReading>(); }

Failure ResponsesWire::failure(const http::Head& head, std::string_view body) const { return failure_of(head, body); }

}  // namespace parlance::openai
