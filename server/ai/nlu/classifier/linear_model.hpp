#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ai/nlu/classifier/features.hpp"

namespace parlance::ai::nlu {

struct Example {
  Features features;
  std::size_t label = 0;
};

struct Scored {
  std::size_t label;
  double probability;
};

// Multinomial logistic regression over features weighted by their rarity. Trained in seconds, kept in whole numbers of
// one byte; a model is immutable and may be used from any thread.
class LinearModel {
 public:
  static constexpr std::size_t kMaxLabels = 32;  // so that a row of weights is half a line of the cache

  struct Training {
    int epochs = 20;
    float rate = 0.1f;             // of AdaGrad
    float decay = 1e-5f;           // L2, of the weights that an example touches
    std::vector<float> weights{};  // of each label's examples; empty: all count alike
  };

  LinearModel() = default;
  // The same for the same examples.
  LinearModel(std::vector<std::string> labels, const std::vector<Example>& examples, const Training& training);

  // A model as `to_bytes` wrote it. Throws where it is none.
  static LinearModel from_bytes(std::string_view bytes);
  std::string to_bytes() const;

  std::span<const std::string> labels() const { return labels_; }
  // Every label with its probability, likeliest first.
  std::vector<Scored> predict(const Features& features) const;

 private:
  std::vector<float> values_of(const Features& features) const;

  std::vector<std::string> labels_;
  std::vector<std::uint8_t> rarity_;  // by place, in kRarityStep; at least 1
  std::vector<float> bias_, scale_;   // by label
  std::vector<std::int8_t> weights_;  // by place, in rows of kMaxLabels
};

}  // namespace parlance::ai::nlu
