#pragma once
#include <atomic>
#include <set>

#include "ai/reasoning.hpp"
#include "ai/reply.hpp"
#include "ai/session_memory.hpp"
#include "ai/turn/models.hpp"
#include "chat/service.hpp"

namespace parlance::ai {

class Assistant {
 public:
  Assistant(Loops& loops, chat::Service& chat, crm::Service& crm, const crm::search::Knowledge& knowledge,
            const IntentBook& intents, encoder::Encoding& encoding, TurnStore& store, ExchangeStore& exchanges,
            Models& models)
      : loops_(loops),
        chat_(chat),
        crm_(crm),
        knowledge_(knowledge),
        intents_(intents),
        encoding_(encoding),
        store_(store),
        exchanges_(exchanges),
        models_(models),
        memories_(loops.size()),
        running_(loops.size()) {}

  // Stores a new message and its answer as one, where answering takes nothing but reading; nothing: nothing was stored.
  // On the session's loop.
  Task<std::optional<chat::Exchange>> answer_at_once(Caller caller, const chat::NewMessage& message, UnixMs idle_since);
  // Answers the message, once, after what was asked before it; `tries` is how often this server has begun that before:
  // where it has its answer already, nothing happens. On the session's loop.
  Task<> answer(Caller caller, chat::MessageId message, int tries);
  // For a question that outlived the server, before it is answered; false: it took the server down each time, and is
  // to be given up.
  Task<bool> may_begin_again(Caller caller, chat::MessageId message);
  // Answers it, or what was asked before it and is still open, with a system message that says why there is no answer.
  Task<> give_up(Caller caller, chat::MessageId message);
  // Composes an answer to a text that is not stored, and stores nothing. kNotFound where the session is not the
  // caller's.
  Task<Result<Reasoning>> rehearse(Caller caller, std::string text, std::optional<chat::SessionId> session,
                                   std::string traceparent = {});

  // What models are writing ends, and stays to be answered. From any thread.
  void stop_writing();

 private:
  // Nothing where a quick one must write.
  Task<std::optional<Answer>> compose(const Question& question, Mode mode);
  // By the company's models; by the embedded engine where none answers.
  Task<Answer> compose_by_models(const Question& question, std::shared_ptr<const Settings> settings, Mode mode);
  // What is said where the bot is not to answer, once: a human has the session from then on. What it would have said is
  // kept for that human, where the company wants so.
  Task<Answer> hand_over(const Question& question, std::shared_ptr<const Settings> settings);
  // By the embedded engine, with what was spent in vain.
  Task<Answer> compose_instead(const Question& question, Mode mode, Answer failed);
  Task<> drop_early_yes(Question& question);
  Task<Answer> compose_as_set(const Question& question, Mode mode);
  bool may_answer_at_once(const Question& question) const;
  // False also where it answers what the embedded engine asked: a yes to what was read back, a text that was asked for.
  bool is_for_models(const Question& question, const Settings& settings) const;
  Task<std::optional<Answer>> compose_quickly(const Question& question);
  // Nothing, and nothing is stored, where `foreseen` has come to be wrong.
  Task<std::optional<chat::Exchange>> store_exchange(Foreseen foreseen, const chat::NewMessage& message, Answer answer);
  Task<> store(const Question& question, const Answer& answer);
  // What was spent where no answer of it is stored.
  Task<> spend_without_answer(const Question& question, const Answer& answer);

  Loops& loops_;
  chat::Service& chat_;
  crm::Service& crm_;
  const crm::search::Knowledge& knowledge_;
  const IntentBook& intents_;
  encoder::Encoding& encoding_;
  TurnStore& store_;
  ExchangeStore& exchanges_;
  Models& models_;
  std::vector<SessionMemory> memories_;           // by loop
  std::vector<std::set<Cancellation*>> running_;  // by loop: answers that models are writing
  std::atomic<bool> stopping_ = false;
};

}  // namespace parlance::ai
