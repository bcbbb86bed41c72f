#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace parlance::ai::nlu {

// Multinomial logistic regression over any number of labels, learned by AdaGrad. Immutable once it is learned; may be
// used from any thread.
class Regression {
 public:
  struct Value {
    std::uint32_t row = 0;
    float value = 0;
  };
  struct Example {
    std::vector<Value> values;
    std::size_t label = 0;
    float weight = 1;
  };
  struct Training {
    int epochs = 20;
    float rate = 0.1f;
    float decay = 1e-5f;  // L2, of the rows that an example has
  };

  Regression() = default;
  // The same for the same examples.
  Regression(std::size_t rows, std::size_t labels, const std::vector<Example>& examples, const Training& training);

  // Each label's probability.
  std::vector<float> predict(std::span<const Value> values) const;

 private:
  std::size_t labels_ = 0;
  std::vector<float> bias_, scale_;   // by label
  std::vector<std::int8_t> weights_;  // by row, of each label
};

}  // namespace parlance::ai::nlu
