#include "ai/assistant.hpp"

#include "ai/begin.hpp"
#include "ai/nlu/entities/json.hpp"
#include "ai/route.hpp"
#include "ai/turn/model_turn.hpp"
#include "ai/turn/newer_question.hpp"
#include "base/json/writer.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "chat/stages.hpp"

namespace parlance::ai {
namespace {

constexpr std::string_view kCut = " …";  // where an answer is longer than a message may be
constexpr std::int64_t kMaxResumes = 5;  // of one question, by as many restarts of the server

// An answer that is none of the bot's: what was under way is over. It does not look at the question's text, which may
// be what took the server down.
Answer notice(const Question& question, Dialogue dialogue, Say id) {
  Answer out;
  out.type = chat::MessageType::system;
  out.dialogue = std::move(dialogue);
  out.dialogue.settle();
  out.text = said(tongue_of(out.dialogue, question), id);
  return out;
}

// What every answer needs, whoever composed it.
void finish(Turn& turn) {
  auto& answer = turn.answer;
  if (answer.intent != nlu::intent::kOutOfScope) turn.dialogue.misses = 0;
  if (answer.text.size() > chat::kMaxMessageBytes)
    answer.text = std::string(clip(answer.text, chat::kMaxMessageBytes - kCut.size())) + std::string(kCut);
  answer.entities = nlu::to_json(turn.question.text, turn.understood.entities);
  answer.parts = turn.parts.take();
  turn.dialogue.follow(turn.question.dialogue);
  answer.dialogue = std::move(turn.dialogue);
}

// Above every attempt that was shown of an answer before, by this start of the server or by another.
int first_attempt(const Question& question) {
  constexpr int kAttemptsOfOneTry = 100, kTriesOfOneStart = 100;
  return static_cast<int>(question.attempts) * kTriesOfOneStart * kAttemptsOfOneTry +
         question.tries * kAttemptsOfOneTry + 1;
}

metrics::Family<metrics::Count> answers("parlance_answers_total", "counter", "Answers stored.", "intent", 100);

void count(const Answer& answer) { answers.at(answer.intent).add(); }

}  // namespace

Task<std::optional<Answer>> Assistant::compose(const Question& question, Mode mode) {
  auto understood = understand_question(question);
  Answer answer;
  auto dialogue = dialogue_of(question, understood.words);
  Turn turn{question, understood, crm_, knowledge_, intents_, store_, now_ms(), mode, dialogue, answer};
  co_await route(turn);
  if (turn.deferred) co_return std::nullopt;
  finish(turn);
  co_return answer;
}

bool Assistant::is_for_models(const Question& question, const Settings& settings) const {
  if (settings.models.empty()) return false;
  const auto expecting = question.dialogue.expecting;
  if (expecting == Expecting::nothing) return true;
  return !expects_text(expecting) && understand_question(question).act == nlu::SpeechAct::none;
}

bool Assistant::may_answer_at_once(const Question& question) const {
  const auto settings = models_.book.find(question.caller.tenant);
  return is_bot_on(*settings, question.caller.contact.value) && !is_for_models(question, *settings);
}

Task<Answer> Assistant::hand_over(const Question& question, std::shared_ptr<const Settings> settings) {
  auto answer = notice(question, dialogue_of(question, words(question.text)),
                       question.is_waiting ? Say::team_has_it : Say::team_answers);
  if (settings->mode == BotMode::suggest) {
    const auto suggested = is_for_models(question, *settings)
                               ? co_await compose_by_models(question, settings, Mode::rehearsal)
                               : *co_await compose(question, Mode::rehearsal);
    json::Writer out(answer.trace);
    out.open().key("suggestion").string(suggested.text);
    if (!suggested.trace.empty()) out.key("reasoning").raw(suggested.trace);
    out.close();
    answer.intent = suggested.intent, answer.entities = suggested.entities, answer.spent = suggested.spent;
  }
  answer.hand_over = true;
  co_return answer;
}

Task<Answer> Assistant::compose_as_set(const Question& question, Mode mode) {
  const auto settings = models_.book.find(question.caller.tenant);
  if (mode == Mode::full && !is_bot_on(*settings, question.caller.contact.value))
    co_return co_await hand_over(question, settings);
  if (is_for_models(question, *settings)) co_return co_await compose_by_models(question, settings, mode);
  co_return *co_await compose(question, mode);
}

Task<Answer> Assistant::compose_by_models(const Question& question, std::shared_ptr<const Settings> settings,
                                          Mode mode) {
  auto& loop = *loops_.current();
  auto understood = understand_question(question);
  Answer answer;
  auto dialogue = dialogue_of(question, understood.words);
  Turn turn{question, understood, crm_, knowledge_, intents_, store_, now_ms(), mode, dialogue, answer};
  Draft draft(mode == Mode::full ? &chat_ : nullptr, question.message, first_attempt(question));
  Cancellation cancellation;
  ModelTurn models(loop, turn, models_, std::move(settings), draft, cancellation);
  if (mode != Mode::full) {
    const bool answered = co_await models.answer();
    if (answered) finish(turn);
    co_return answered ? std::move(answer) : co_await compose_instead(question, mode, std::move(answer));
  }
  const auto session = chat::session_of(question.message);
  const auto newer = std::make_shared<NewerQuestion>(loop, store_, question, draft, cancellation);
  const auto written = running_[loop.index()].insert(&cancellation).first;
  std::exception_ptr failure;
  bool answered = false;
  try {
    co_await newer->begin();
    co_await chat_.subscribe(session, newer);
    answered = co_await models.answer();
  } catch (...) {
    failure = std::current_exception();
  }
  running_[loop.index()].erase(written);
  newer->end();
  chat_.unsubscribe(session, newer);
  if (!answered) draft.abandon();
  if (failure) {
    co_await spend_without_answer(question, answer);
    std::rethrow_exception(failure);
  }
  // Whoever serves next begins it anew.
  if (stopping_ && cancellation.asked()) {
    co_await spend_without_answer(question, answer);
    throw Fault({kOverloaded, "The server is going down.", {}, 0}, "the server is going down");
  }
  if (!answered) co_return co_await compose_instead(question, mode, std::move(answer));
  finish(turn);
  co_return answer;
}

Task<Answer> Assistant::compose_instead(const Question& question, Mode mode, Answer failed) {
  auto embedded = co_await compose(question, mode);
  embedded->trace = std::move(failed.trace), embedded->spent = std::move(failed.spent);
  co_return std::move(*embedded);
}

void Assistant::stop_writing() {
  stopping_ = true;
  for (std::size_t i = 0; i < loops_.size(); ++i)
    asio::post(loops_.at(i).executor(), [this, i] {
      for (auto* cancellation : auto(running_[i])) cancellation->ask();
    });
}

// What was written before the assistant asked does not answer it.
Task<> Assistant::drop_early_yes(Question& question) {
  constexpr std::int64_t kLooked = 20;  // messages
  if (question.dialogue.expecting == Expecting::nothing) co_return;
  for (const auto& m : co_await store_.recent(question.caller, chat::session_of(question.message), kLooked))
    question.is_early |= m.sender_type == chat::SenderType::bot && m.id > question.message;
}

Task<> Assistant::store(const Question& question, const Answer& answer) {
  if (auto reply = co_await store_.commit(question, answer, now_ms())) {
    chat_.announce(std::move(*reply));
    if (answer.hand_over) co_await chat_.announce_session(question.caller, chat::session_of(question.message));
    co_return;
  }
  // Refused: answered meanwhile, or begun under an epoch that is over. The latter is tried again.
  co_await spend_without_answer(question, answer);
  if (co_await store_.load(question.caller, question.message))
    throw std::runtime_error("the session changed its owner during the turn");
}

// It is no reason to fail, or to fail otherwise, where it cannot be counted.
Task<> Assistant::spend_without_answer(const Question& question, const Answer& answer) {
  if (answer.spent.empty()) co_return;
  try {
    co_await models_.usage.spend(question.caller, answer.spent, now_ms());
  } catch (const Fault& e) {
    log::warn("spending_not_counted", {{"what", e.what()}});
  }
}

Task<> Assistant::answer(Caller caller, chat::MessageId message, int tries) {
  // Another node may have stored what was asked before it.
  for (bool done = false; !done;) {
    const auto taken = metrics::Clock::now();
    auto question = co_await store_.load(caller, message);
    if (!question) co_return;
    question->tries = tries;
    co_await drop_early_yes(*question);
    const auto claimed = metrics::Clock::now();
    chat::stages::claimed().observe(claimed - taken);
    const auto composed = co_await compose_as_set(*question, Mode::full);
    co_await store(*question, composed);
    chat::stages::answered().since(claimed);
    count(composed);
    done = question->message == message;
  }
}

Task<std::optional<Answer>> Assistant::compose_quickly(const Question& question) {
  try {
    co_return co_await compose(question, Mode::quick);
  } catch (const std::exception& e) {
    // The long way has the message stored first, and tries again.
    log::warn("quick_answer_failed", {{"what", e.what()}});
    co_return std::nullopt;
  }
}

Task<std::optional<chat::Exchange>> Assistant::store_exchange(Foreseen foreseen, const chat::NewMessage& message,
                                                              Answer answer) {
  const auto now = now_ms();
  auto exchange = co_await exchanges_.store(foreseen, message, answer, now);
  if (!exchange) co_return std::nullopt;
  count(answer);
  memories_[loops_.home(message.session.value).index()].keep(std::move(foreseen), std::move(answer.dialogue), now);
  co_return exchange;
}

Task<std::optional<chat::Exchange>> Assistant::answer_at_once(Caller caller, const chat::NewMessage& message,
                                                              UnixMs idle_since) {
  const auto start = metrics::Clock::now();
  auto& memory = memories_[loops_.home(message.session.value).index()];
  auto foreseen = memory.take(caller, message, idle_since, now_ms());
  std::optional<chat::Exchange> exchange;
  for (bool remembered = foreseen.has_value(); !exchange; remembered = false) {
    if (!remembered) foreseen = co_await exchanges_.foresee(caller, message, idle_since);
    if (!foreseen || !may_answer_at_once(foreseen->question)) co_return std::nullopt;
    auto composed = co_await compose_quickly(foreseen->question);
    if (!composed) co_return std::nullopt;
    exchange = co_await store_exchange(std::move(*foreseen), message, std::move(*composed));
    if (!exchange && !remembered) co_return std::nullopt;
  }
  chat::stages::answered().since(start);
  co_return exchange;
}

Task<bool> Assistant::may_begin_again(Caller caller, chat::MessageId message) {
  co_return co_await store_.begin_again(caller, message) <= kMaxResumes;
}

Task<> Assistant::give_up(Caller caller, chat::MessageId message) {
  const auto question = co_await store_.load(caller, message);
  if (!question) co_return;
  auto answer = notice(*question, question->dialogue, Say::went_wrong);
  answer.intent = nlu::intent::kOutOfScope;
  co_await store(*question, answer);
  if (question->message != message) co_await this->answer(caller, message, 0);
}

Task<Result<Reasoning>> Assistant::rehearse(Caller caller, std::string text, std::optional<chat::SessionId> session,
                                            std::string traceparent) {
  auto question = co_await store_.rehearse(caller, session, std::move(text));
  if (!question) co_return fail(kNotFound, "There is no such session.");
  question->traceparent = std::move(traceparent);
  const auto start = std::chrono::steady_clock::now();
  Reasoning out;
  out.answer = co_await compose_as_set(*question, Mode::rehearsal);
  const auto answered = std::chrono::steady_clock::now();
  out.guesses = understand_question(*question).guesses;
  out.manner = co_await manner_of(question->text, encoding_);
  out.answered_in = std::chrono::duration_cast<std::chrono::microseconds>(answered - start);
  out.manner_in = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - answered);
  co_await spend_without_answer(*question, out.answer);
  co_return out;
}

}  // namespace parlance::ai
