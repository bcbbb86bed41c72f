#pragma once
#include "ai/model/chain.hpp"
#include "chat/service.hpp"

namespace parlance::ai {

// The text of an answer that is being made by a model, shown to the customer as it comes. A try that fails is voided by
// the next attempt; what earlier rounds of the same answer said stays.
class Draft final : public model::TextSink {
 public:
  // `first_attempt` is higher than any that was shown for this question before, by whichever node. Without `chat`
  // nothing is shown.
  Draft(chat::Service* chat, chat::MessageId reply_to, int first_attempt)
      : chat_(chat), reply_to_(reply_to), attempt_(first_attempt) {}
  Draft(const Draft&) = delete;

  void write(std::string_view piece) override;
  void void_try() override;
  bool wrote() const override { return !current_.empty(); }

  // A round has ended well: what it said stays.
  void end_round();
  std::string text() const { return settled_ + current_; }
  // What was shown becomes no message.
  void abandon();

 private:
  void show(std::string_view piece);

  chat::Service* chat_;
  chat::MessageId reply_to_;
  int attempt_;
  std::string settled_, current_;
  bool shown_ = false;
};

}  // namespace parlance::ai
