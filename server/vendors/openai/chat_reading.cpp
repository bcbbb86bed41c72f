#include <map>

#include "ai/model/answer_id.hpp"
#include "base/json/lenient.hpp"
#include "vendors/openai/chat_wire.hpp"
#include "vendors/openai/errors.hpp"

namespace parlance::openai {
namespace {

using namespace ai::model;

class ChatReading final : public Reading {
 public:
  std::optional<Failure> take(const http::SseEvent& event, const OnText& on_text) override {
    if (event.data == "[DONE]") {
      done_ = true;
      return std::nullopt;
    }
    const auto chunk = json::parse_foreign(event.data);
    if (!chunk || !chunk->is_object()) return Failure{FailureKind::garbage, "an event is no JSON object"};
    if (const auto* error = json::at(*chunk, {"error"}); error && !error->is_null()) return failure_of(0, *error);
    if (!answer_.admits(json::text_at(*chunk, {"id"}))) return of_another_answer();
    if (const auto* usage = json::at(*chunk, {"usage"}); usage && usage->is_object())
      usage_ = {json::number_at(*usage, {"prompt_tokens"}), json::number_at(*usage, {"completion_tokens"})};
    for (const auto& choice : json::array_at(*chunk, {"choices"}))  // the last chunk has none
      if (json::number_at(choice, {"index"}) == 0) take_choice(choice, on_text);
    return std::nullopt;
  }

  bool done() const override { return done_; }
  Usage usage() const override { return usage_; }

  Outcome end() override {
    const auto failed = [this](FailureKind kind, std::string what) {
      return std::unexpected(Failure{kind, std::move(what), -1, usage_});
    };
    if (finish_.empty()) return failed(FailureKind::cut, "the stream ended before finish_reason");
    if (finish_ == "content_filter") return failed(FailureKind::blocked, "content_filter");
    if (refused_) return failed(FailureKind::refused, "refusal");
    Reply reply{.text = text_, .usage = usage_};
    if (finish_ == "length") reply.stop = Stop::length;
    // The arguments of a call that the limit cut are half a JSON.
    if (reply.stop != Stop::length)
      for (auto& [index, call] : calls_) {
        if (call.id.empty()) call.id = "call_" + std::to_string(reply.calls.size());
        reply.calls.push_back(std::move(call));
      }
    if (!reply.calls.empty()) reply.stop = Stop::tool_calls;
    return reply;
  }

 private:
  // Compatible servers leave `index` out or at 0, and tell whole calls: another id is another call.
  ToolCall& call_of(const boost::json::value& piece) {
    const auto index = json::number_at(piece, {"index"});
    const auto id = json::text_at(piece, {"id"});
    const auto after = calls_.upper_bound(index);
    const auto last = after == calls_.begin() ? calls_.end() : std::prev(after);
    const bool goes_on = last != calls_.end() && last->first == index && (id.empty() || id == last->second.id);
    return goes_on ? last->second : calls_.emplace(index, ToolCall{})->second;
  }

  void take_choice(const boost::json::value& choice, const OnText& on_text) {
    if (const auto text = json::text_at(choice, {"delta", "content"}); !text.empty()) {
      text_ += text;
      on_text(text);
    }
    refused_ |= !json::text_at(choice, {"delta", "refusal"}).empty();
    for (const auto& piece : json::array_at(choice, {"delta", "tool_calls"})) {
      auto& call = call_of(piece);
      if (const auto id = json::text_at(piece, {"id"}); !id.empty()) call.id = id;
      if (const auto name = json::text_at(piece, {"function", "name"}); !name.empty()) call.name = name;
      const auto* arguments = json::at(piece, {"function", "arguments"});
      if (arguments && arguments->is_object()) call.arguments = boost::json::serialize(*arguments);
      call.arguments += json::text_at(piece, {"function", "arguments"});
    }
    if (const auto finish = json::text_at(choice, {"finish_reason"}); !finish.empty()) finish_ = finish;
  }

  AnswerId answer_;
  std::string text_, finish_;
  std::multimap<std::int64_t, ToolCall> calls_;  // by index, and then as they came
  Usage usage_;
  bool done_ = false, refused_ = false;
};

}  // namespace

std::unique_ptr<Reading> ChatWire::read() const { return std::make_unique<ChatReading>(); }

Failure ChatWire::failure(const http::Head& head, std::string_view body) const { return failure_of(head, body); }

}  // namespace parlance::openai
