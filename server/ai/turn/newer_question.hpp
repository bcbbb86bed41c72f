#pragma once
#include "ai/turn/draft.hpp"

namespace parlance::ai {

// Listens to a session while an answer is written in it: where the customer asks something new, or a human takes over,
// what is shown of the answer is where it ends. What is not shown yet is not cut: it gets its whole answer.
class NewerQuestion final : public chat::Subscriber {
 public:
  NewerQuestion(chat::MessageId question, const Draft& draft, Cancellation& cancellation)
      : question_(question), draft_(draft), cancellation_(cancellation) {}

  void on_event(chat::SessionId, const chat::SharedEvent& event) override {
    if (!over_ && is_newer(*event) && !draft_.text().empty()) cancellation_.ask();
  }
  // What it looks at is about to end.
  void end() { over_ = true; }

 private:
  bool is_newer(const chat::Event& event) const {
    if (const auto* message = std::get_if<chat::Message>(&event.body))
      return message->sender_type == chat::SenderType::agent ||
             (message->sender_type == chat::SenderType::customer && message->id > question_);
    if (const auto* session = std::get_if<chat::Session>(&event.body))
      return session->agent || session->status != chat::SessionStatus::active;
    // Another node stored something here: while this one has the session's questions, that is the customer's.
    return std::holds_alternative<chat::News>(event.body);
  }

  chat::MessageId question_;
  const Draft& draft_;
  Cancellation& cancellation_;
  bool over_ = false;
};

}  // namespace parlance::ai
