#include "ai/understand.hpp"

#include "ai/nlu/classifier/classify.hpp"
#include "ai/nlu/spelling.hpp"

namespace parlance::ai {

Understanding understand(std::string_view text) {
  Understanding out;
  const auto typed = words(text);
  out.words = nlu::corrected(typed);
  out.entities = nlu::find_entities(text, out.words);
  out.guesses = nlu::classify(out.words);
  out.act = nlu::speech_act(typed);
  if (out.act == nlu::SpeechAct::none) out.act = nlu::speech_act(out.words);
  return out;
}

}  // namespace parlance::ai
