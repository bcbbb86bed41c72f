#include "ai/begin.hpp"

#include "ai/expected.hpp"
#include "ai/nlu/language/detect.hpp"

namespace parlance::ai {
namespace {

// A language that the engine does not speak may share words with one that it does.
nlu::Tongue tongue_in(const Question& question, const std::vector<Word>& words) {
  const auto before = question.dialogue.tongue, page = nlu::tongue_named(question.locale);
  const auto spoken = nlu::tongue_of(words, before, page);
  if (spoken == before || spoken == page || spoken == nlu::Tongue::english) return spoken;
  const auto language = nlu::detect(question.text);
  return language.reliable && !language.is_ours() ? before : spoken;
}

}  // namespace

Understanding understand_question(const Question& question) {
  auto out = understand(question.text, {now_ms(), question.dialogue.zone});
  out.act = act_of(out, question.text, question.dialogue);
  // A no is one whenever it was said: nothing happens for it.
  if (question.is_early && out.act == nlu::SpeechAct::yes) out.act = nlu::SpeechAct::none;
  return out;
}

Dialogue dialogue_of(const Question& question, const std::vector<Word>& words) {
  auto out = question.dialogue;
  // What is dictated may quote a program, or somebody else.
  if (!expects_text(out.expecting)) out.tongue = tongue_in(question, words);
  return out;
}

}  // namespace parlance::ai
