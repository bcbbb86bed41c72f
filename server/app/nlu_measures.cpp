#include "app/nlu_measures.hpp"

#include "ai/nlu/language/detect.hpp"
#include "ai/nlu/sentiment/sentiment.hpp"
#include "ai/understand.hpp"

namespace parlance::app {
namespace {

Measured intent(std::string_view text) {
  const auto guess = ai::understand(text, {}).guess();
  return {std::string(guess.intent), guess.confidence};
}

Measured language(std::string_view text) {
  auto found = ai::nlu::detect(text);
  return {found.code.empty() ? "unknown" : std::move(found.code), found.confidence};
}

Measured sentiment(std::string_view text) {
  std::optional<encoder::Vector> meaning;
  if (ai::nlu::needs_meaning(ai::nlu::detect(text))) meaning = encoder::SentenceEncoder::built_in().encode(text);
  const auto found = ai::nlu::sentiment_of(text, meaning ? &*meaning : nullptr);
  return {std::string(found.label), found.confidence};
}

constexpr Measure kMeasures[] = {{"intent", intent}, {"language", language}, {"sentiment", sentiment}};

}  // namespace

std::span<const Measure> measures() { return kMeasures; }

}  // namespace parlance::app
