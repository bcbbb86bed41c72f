#pragma once
#include <initializer_list>

#include "ai/intent_book.hpp"
#include "ai/ports.hpp"
#include "ai/types.hpp"
#include "ai/understand.hpp"
#include "ai/wording/wording.hpp"
#include "crm/search/knowledge.hpp"
#include "crm/service.hpp"

namespace parlance::ai {

// What the customer wrote, as it is read back; a long text by its beginning.
std::string quoted(std::string_view text);

// The parts of a message, as the protocol's JSON array. Each thing is shown once, and at most kMaxCards of them.
class Parts {
 public:
  static constexpr std::size_t kMaxCards = 10;

  // In place of those that were offered before; they come last.
  void quick_replies(std::vector<std::string> texts) { replies_ = std::move(texts); }
  void ticket(const crm::Ticket& ticket);
  void order(const crm::Order& order);
  void citation(const crm::search::Hit& hit);
  std::string take();
  void clear() { json_.clear(), replies_.clear(), shown_.clear(); }

 private:
  // False: it is there already, or there are enough.
  bool show(std::string key);

  std::string json_;
  std::vector<std::string> replies_;
  std::vector<std::string> shown_;
};

// What the customer writes; where nothing that they wrote tells, what their page is in.
inline Tongue tongue_of(const Dialogue& dialogue, const Question& question) {
  return dialogue.tongue == Tongue::none ? nlu::tongue_named(question.locale) : dialogue.tongue;
}

// What a turn may do beyond saying something.
enum class Mode {
  full,
  quick,      // nothing may be written, numbers included: a use case that must write defers, and is begun anew in full
  rehearsal,  // likewise, but it says what it would write
};

// What one use case needs to answer one question. `answer` is what it fills in; `dialogue` it may change.
struct Turn {
  const Question& question;
  Understanding& understood;
  crm::Service& crm;
  const crm::search::Knowledge& knowledge;
  const IntentBook& intents;
  TurnStore& store;
  UnixMs now;
  Mode mode;
  Dialogue& dialogue;
  Answer& answer;
  Parts parts{};
  bool deferred = false;
  bool is_brief = false;  // one of several wishes: what is only offered is left out

  // What the message is taken to want.
  void settle_on(std::string_view intent, double confidence) { answer.intent = intent, answer.confidence = confidence; }
  void say(std::string text) { answer.text = std::move(text); }
  template <class... Args>
  void say(Say id, const Args&... args) {
    say(phrase(id, args...));
  }
  // In the customer's language.
  template <class... Args>
  std::string phrase(Say id, const Args&... args) const {
    return said(tongue(), id, args...);
  }
  std::string ago(UnixMs then) const { return time_ago(tongue(), then, now); }
  void offer(std::initializer_list<Say> replies);
  Tongue tongue() const { return tongue_of(dialogue, question); }
  void did(std::string name, std::string object = {}) {
    answer.actions.push_back({std::move(name), std::move(object)});
  }
  void defer() { deferred = true; }
  void expect(Expecting what) { dialogue.expecting = what; }
};

}  // namespace parlance::ai
