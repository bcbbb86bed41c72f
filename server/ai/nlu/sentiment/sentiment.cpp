#include "ai/nlu/sentiment/sentiment.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ai/nlu/classifier/linear_model.hpp"
#include "ai/nlu/classifier/meaning_model.hpp"
#include "ai/nlu/sentiment/features.hpp"

extern "C" const char sentiment_model_begin[], sentiment_model_end[];
extern "C" const char sentiment_meaning_model_begin[], sentiment_meaning_model_end[];

namespace parlance::ai::nlu {
namespace {

constexpr double kMeaningCounts = 0.6;  // of 1, the words the rest

// Both models have the labels in alphabetical order.
struct Models {
  LinearModel words = LinearModel::from_bytes({sentiment_model_begin, sentiment_model_end});
  MeaningModel meaning = MeaningModel::from_bytes({sentiment_meaning_model_begin, sentiment_meaning_model_end});
};

}  // namespace

bool needs_meaning(const Language& language) {
  return !language.code.empty() && (language.code == "en" || !language.reliable);
}

Sentiment sentiment_of(std::string_view text, const encoder::Vector* meaning) {
  static const Models models;
  std::vector<double> moods(models.words.labels().size());
  for (const auto& scored : models.words.predict(sentiment_features(text))) moods[scored.label] = scored.probability;
  if (meaning) {
    const auto meant = models.meaning.probabilities(*meaning);
    for (std::size_t i = 0; i < moods.size(); ++i)
      moods[i] = std::pow(moods[i], 1 - kMeaningCounts) * std::pow(meant[i], kMeaningCounts);
  }
  const auto likeliest = std::ranges::max_element(moods);
  const auto sum = std::accumulate(moods.begin(), moods.end(), 0.0);
  return {models.words.labels()[static_cast<std::size_t>(likeliest - moods.begin())], *likeliest / sum};
}

}  // namespace parlance::ai::nlu
