#include "ai/nlu/company/company_intents.hpp"

#include <algorithm>
#include <cmath>

#include "ai/nlu/classifier/features.hpp"
#include "ai/nlu/company/foreign.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr float kVectorLength = 3;         // of a text's features as a vector
constexpr float kForeignWeight = 0.2f;     // of a phrase that is none of them, at most
constexpr float kForeignShare = 3;         // of all of those beside all of the company's, where that is less
constexpr std::size_t kFewPhrases = 2000;  // with more, features that only one phrase has are left out
constexpr Regression::Training kByWords{20, 0.1f, 1e-5f}, kByMeaning{20, 0.1f, 1e-5f};

std::vector<Regression::Value> dense(const encoder::Vector& vector) {
  std::vector<Regression::Value> out(vector.size());
  for (std::uint32_t i = 0; i < vector.size(); ++i) out[i] = {i, kVectorLength * vector[i]};
  return out;
}

struct Labelled {
  Features features;
  std::size_t label;
  float weight;
};

std::vector<Labelled> labelled(const std::vector<CompanyIntent>& intents) {
  std::vector<Labelled> out;
  for (std::size_t label = 0; label < intents.size(); ++label)
    for (const auto& phrase : intents[label].phrases) out.push_back({features_of(words(phrase)), label, 1});
  const auto& foreign = foreign_phrases();
  const float weight =
      std::min(kForeignWeight, kForeignShare * static_cast<float>(out.size()) / static_cast<float>(foreign.size()));
  for (const auto& phrase : foreign) out.push_back({features_of(words(phrase)), intents.size(), weight});
  return out;
}

}  // namespace

CompanyIntents::CompanyIntents(std::vector<CompanyIntent> intents, const std::vector<encoder::Vector>& meanings)
    : intents_(std::move(intents)) {
  const auto all = labelled(intents_);
  std::unordered_map<std::uint32_t, int> found_in;
  for (const auto& one : all)
    for (const auto feature : one.features) ++found_in[feature];
  for (const auto& [feature, count] : found_in)
    if (count > 1 || all.size() < kFewPhrases)
      rows_.emplace(feature, Row{static_cast<std::uint32_t>(rows_.size()),
                                 std::log((1 + static_cast<float>(all.size())) / (1 + static_cast<float>(count))) + 1});
  std::vector<Regression::Example> by_words, by_meaning;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto meaning = i < meanings.size() ? meanings[i] : foreign_meaning(i - meanings.size());
    by_words.push_back({values_of(all[i].features), all[i].label, all[i].weight});
    by_meaning.push_back({dense(meaning), all[i].label, all[i].weight});
  }
  words_ = Regression(rows_.size(), intents_.size() + 1, by_words, kByWords);
  meanings_ = Regression(encoder::kVectorSize, intents_.size() + 1, by_meaning, kByMeaning);
}

std::vector<Regression::Value> CompanyIntents::values_of(const Features& features) const {
  std::vector<Regression::Value> out;
  float squares = 0;
  for (const auto feature : features)
    if (const auto found = rows_.find(feature); found != rows_.end()) {
      out.push_back({found->second.row, found->second.rarity});
      squares += found->second.rarity * found->second.rarity;
    }
  for (auto& value : out) value.value *= kVectorLength / std::sqrt(squares);
  return out;
}

CompanyIntents::Guess CompanyIntents::best(const std::vector<float>& probabilities) const {
  const auto most = std::ranges::max_element(probabilities);
  const auto label = static_cast<std::size_t>(most - probabilities.begin());
  if (label == intents_.size() || *most < kAccepted) return {nullptr, *most};
  return {&intents_[label], *most};
}

std::optional<CompanyIntents::Guess> CompanyIntents::guess(const std::vector<Word>& words) const {
  const auto found = best(words_.predict(values_of(features_of(words))));
  return found.confidence >= kSureByWords ? std::optional(found) : std::nullopt;
}

CompanyIntents::Guess CompanyIntents::guess(const std::vector<Word>& words, const encoder::Vector& meaning) const {
  auto mixed = words_.predict(values_of(features_of(words)));
  const auto meant = meanings_.predict(dense(meaning));
  for (std::size_t l = 0; l < mixed.size(); ++l) mixed[l] = (mixed[l] + meant[l]) / 2;
  return best(mixed);
}

}  // namespace parlance::ai::nlu
