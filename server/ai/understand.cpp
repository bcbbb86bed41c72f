#include "ai/understand.hpp"

#include <ranges>

#include "ai/nlu/classifier/classify.hpp"
#include "ai/nlu/sentences.hpp"
#include "ai/nlu/spelling.hpp"

namespace parlance::ai {
namespace {

constexpr double kPlainWish = 0.85;       // confidence at which one sentence tells what all of them want
constexpr std::size_t kMaxSentences = 8;  // of a longer message the whole is taken
constexpr std::size_t kLeastWords = 3;    // of a sentence that may tell it

bool is_wish(std::string_view intent) {
  return intent != nlu::intent::kGreeting && intent != nlu::intent::kThanks && intent != nlu::intent::kGoodbye &&
         intent != nlu::intent::kOutOfScope && intent != nlu::intent::kComplaint;
}

// What is said around a wish, before it as a rule, is not what is wanted: the last sentence that is one by itself
// tells.
std::vector<nlu::Guess> guess(std::string_view text, const std::vector<Word>& words) {
  auto whole = nlu::classify(words);
  const auto sentences = nlu::sentences_of(text, words);
  if (sentences.size() < 2 || sentences.size() > kMaxSentences) return whole;
  for (const auto& sentence : sentences | std::views::reverse) {
    if (sentence.size() < kLeastWords) continue;
    auto guesses = nlu::classify(sentence);
    if (guesses.front().confidence >= kPlainWish && is_wish(guesses.front().intent)) return guesses;
  }
  return whole;
}

}  // namespace

bool outweighs(double confidence, const nlu::Guess& own) {
  return confidence >= kSureOfCompany || own.confidence < kSure || own.intent == nlu::intent::kKnowledge ||
         own.intent == nlu::intent::kOutOfScope;
}

Understanding understand(std::string_view text, const nlu::Clock& clock) {
  Understanding out;
  const auto typed = words(text);
  out.words = nlu::corrected(typed);
  out.entities = nlu::find_entities(text, typed, out.words, clock);
  out.guesses = guess(text, out.words);
  out.act = nlu::speech_act(typed);
  if (out.act == nlu::SpeechAct::none) out.act = nlu::speech_act(out.words);
  return out;
}

}  // namespace parlance::ai
