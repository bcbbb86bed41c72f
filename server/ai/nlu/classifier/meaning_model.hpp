#pragma once
#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/encoder/sentence_encoder.hpp"

namespace parlance::ai::nlu {

// Multinomial logistic regression over what sentences mean: it needs few examples, and knows words that none of them
// has. English. Immutable; may be used from any thread.
class MeaningModel {
 public:
  struct Example {
    encoder::Vector meaning;
    std::size_t label = 0;
  };

  // `weights`: how much each label's examples count. The same for the same examples.
  MeaningModel(const std::vector<Example>& examples, const std::vector<float>& weights);

  // A model as `to_bytes` wrote it. Throws where it is none.
  static MeaningModel from_bytes(std::string_view bytes);
  std::string to_bytes() const;

  // By label.
  std::vector<double> probabilities(const encoder::Vector& meaning) const;

 private:
  static constexpr std::size_t kInputs = std::tuple_size_v<encoder::Vector> + 1;  // the last is always 1
  using Row = std::array<float, kInputs>;

  MeaningModel() = default;
  void learn(const Example& example, float weight, std::vector<Row>& squares);

  std::vector<Row> rows_;  // by label
};

}  // namespace parlance::ai::nlu
