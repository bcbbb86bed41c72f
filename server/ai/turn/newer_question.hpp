#pragma once
#include "ai/ports.hpp"
#include "ai/turn/draft.hpp"

namespace parlance::ai {

// Listens to a session while an answer is written in it: where the customer asks something new, or a human takes over,
// what is shown of the answer is where it ends. What is not shown yet is not cut: it gets its whole answer. On the
// session's loop.
class NewerQuestion final : public chat::Subscriber {
 public:
  NewerQuestion(Loop& loop, TurnStore& store, const Question& question, const Draft& draft, Cancellation& cancellation)
      : loop_(loop),
        store_(store),
        caller_(question.caller),
        newest_(question.message),
        draft_(draft),
        cancellation_(cancellation) {}

  // Takes note of what was asked before now, which waits for its own turn. Before it listens.
  Task<> begin();
  void on_event(chat::SessionId session, const chat::SharedEvent& event) override;
  // What it looks at is about to end.
  void end() { over_ = true; }

 private:
  // The newest message of someone other than the bot.
  Task<chat::MessageId> newest(chat::SessionId session) const;
  // Another node stored something, and only the database says what.
  static Task<> look(std::shared_ptr<NewerQuestion> self, chat::SessionId session);
  void heard(chat::MessageId id);
  void cut();

  Loop& loop_;
  TurnStore& store_;
  Caller caller_;
  chat::MessageId newest_;
  const Draft& draft_;
  Cancellation& cancellation_;
  bool over_ = false;
};

}  // namespace parlance::ai
