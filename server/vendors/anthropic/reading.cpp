#include <boost/json/serialize.hpp>
#include <map>

#include "ai/model/answer_id.hpp"
#include "base/json/lenient.hpp"
#include "base/utf8.hpp"
#include "vendors/anthropic/errors.hpp"
#include "vendors/anthropic/wire.hpp"

namespace parlance::anthropic {
namespace {

using namespace ai::model;

struct Block {
  boost::json::object start;          // as it began; its pieces come apart from it
  std::string text, json, signature;  // joined
  bool is(std::string_view type) const { return json::text_at(start, {"type"}) == type; }
};

class MessageReading final : public Reading {
 public:
  std::optional<Failure> take(const http::SseEvent& event, const OnText& on_text) override {
    const auto parsed = json::parse_foreign(event.data);
    if (!parsed || !parsed->is_object()) return Failure{FailureKind::garbage, "an event is no JSON object"};
    const auto type = json::text_at(*parsed, {"type"});
    const auto index = json::number_at(*parsed, {"index"});
    if (!answer_.admits(json::text_at(*parsed, {"message", "id"}))) return of_another_answer();
    if (type == "message_start") {
      usage_.input_tokens = json::number_at(*parsed, {"message", "usage", "input_tokens"}) +
                            json::number_at(*parsed, {"message", "usage", "cache_read_input_tokens"}) +
                            json::number_at(*parsed, {"message", "usage", "cache_creation_input_tokens"});
    } else if (type == "content_block_start") {
      if (const auto* block = json::at(*parsed, {"content_block"}); block && block->is_object())
        begin(blocks_[index], block->get_object(), on_text);
    } else if (type == "content_block_delta") {
      const auto block = blocks_.find(index);
      if (block == blocks_.end()) return of_another_answer();
      take_delta(block->second, *parsed, on_text);
    } else if (type == "message_delta") {
      stop_reason_ = json::text_at(*parsed, {"delta", "stop_reason"});
      usage_.output_tokens = json::number_at(*parsed, {"usage", "output_tokens"});  // of the whole, not of this piece
    } else if (type == "message_stop") {
      done_ = true;
    } else if (type == "error") {
      return failure_of(0, *parsed);
    }
    return std::nullopt;
  }

  bool done() const override { return done_; }
  Usage usage() const override { return usage_; }

  Outcome end() override {
    const auto failed = [this](FailureKind kind, std::string what) {
      return std::unexpected(Failure{kind, std::move(what), -1, usage_});
    };
    if (!done_) return failed(FailureKind::cut, "the stream ended before message_stop");
    if (stop_reason_ == "refusal") return failed(FailureKind::refused, "refusal");
    if (stop_reason_ == "model_context_window_exceeded") return failed(FailureKind::too_long, stop_reason_);
    Reply reply{.usage = usage_};
    if (stop_reason_ == "max_tokens") reply.stop = Stop::length;
    boost::json::array raw;
    for (const auto& [index, block] : blocks_)
      if (!finish(block, reply, raw)) return failed(FailureKind::garbage, "a tool's input is no JSON object");
    if (!reply.calls.empty())
      reply.stop = Stop::tool_calls, reply.origin = Wire::kOrigin, reply.raw = boost::json::serialize(raw);
    return reply;
  }

 private:
  void begin(Block& block, const boost::json::object& start, const OnText& on_text) {
    block.start = start;
    block.text = json::text_at(start, {"text"});
    block.signature = json::text_at(start, {"signature"});
    if (!block.text.empty()) on_text(block.text);
  }

  void take_delta(Block& block, const boost::json::value& event, const OnText& on_text) {
    if (const auto text = json::text_at(event, {"delta", "text"}); !text.empty()) {
      block.text += text;
      on_text(text);
    }
    block.text += json::text_at(event, {"delta", "thinking"});
    block.signature += json::text_at(event, {"delta", "signature"});
    block.json += json::text_at(event, {"delta", "partial_json"});
  }

  static bool finish(const Block& block, Reply& reply, boost::json::array& raw) {
    auto whole = block.start;
    if (block.is("text")) {
      reply.text += block.text;
      whole["text"] = block.text;
      if (trim(block.text).empty()) return true;  // sent back, it would be refused
    } else if (block.is("thinking")) {
      whole["thinking"] = block.text;
      whole["signature"] = block.signature;
    } else if (block.is("tool_use")) {
      // No pieces, or empty ones: no arguments.
      const auto input = json::parse_foreign(block.json.empty() ? "{}" : std::string_view(block.json));
      if (reply.stop == Stop::length && !input) return true;  // the limit cut it
      if (!input || !input->is_object()) return false;
      whole["input"] = *input;
      reply.calls.push_back({std::string(json::text_at(whole, {"id"})), std::string(json::text_at(whole, {"name"})),
                             boost::json::serialize(*input)});
    }
    raw.push_back(std::move(whole));
    return true;
  }

  AnswerId answer_;
  std::map<std::int64_t, Block> blocks_;  // by index
  std::string stop_reason_;
  Usage usage_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Reading> Wire::read() const { return std::make_unique<MessageReading>(); }

}  // namespace parlance::anthropic
