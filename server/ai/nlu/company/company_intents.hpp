#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ai/nlu/classifier/features.hpp"
#include "ai/nlu/company/regression.hpp"
#include "base/encoder/sentence_encoder.hpp"
#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// What a company has its customers want beyond what the engine knows by itself, and what it answers then.
struct CompanyIntent {
  std::string name;
  std::vector<std::string> phrases;
  std::string answer;  // Markdown
};

// A company's own intents, trained from its phrases against those of ours that belong to none. Immutable; may be used
// from any thread.
class CompanyIntents {
 public:
  static constexpr double kSureByWords = 0.9;  // then the sentence's meaning need not be looked at
  static constexpr double kAccepted = 0.3;     // below it is none of them

  struct Guess {
    const CompanyIntent* intent = nullptr;  // null: none of them
    double confidence = 0;
  };

  // Takes seconds for thousands of phrases. `meanings`: of every phrase of every intent, in their order.
  CompanyIntents(std::vector<CompanyIntent> intents, const std::vector<encoder::Vector>& meanings);

  // By words alone: nothing where that leaves it unsure.
  std::optional<Guess> guess(const std::vector<Word>& words) const;
  Guess guess(const std::vector<Word>& words, const encoder::Vector& meaning) const;

 private:
  std::vector<Regression::Value> values_of(const Features& features) const;
  Guess best(const std::vector<float>& probabilities) const;

  std::vector<CompanyIntent> intents_;
  struct Row {
    std::uint32_t row;
    float rarity;
  };
  std::unordered_map<std::uint32_t, Row> rows_;  // by feature
  Regression words_, meanings_;
};

}  // namespace parlance::ai::nlu
