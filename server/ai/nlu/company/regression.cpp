#include "ai/nlu/company/regression.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "ai/nlu/classifier/softmax.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr float kFirstSquareSum = 1e-2f;  // AdaGrad's sums begin here

// Weights in full while they are learned.
class Learner {
 public:
  Learner(std::size_t rows, std::size_t labels, const Regression::Training& training)
      : labels_(labels),
        training_(training),
        weights(rows * labels),
        bias(labels),
        squares_(rows * labels, kFirstSquareSum),
        bias_squares_(labels, kFirstSquareSum) {}

  void learn(const Regression::Example& example) {
    auto gradient = bias;
    for (const auto& [row, value] : example.values) {
      const auto* weight = &weights[row * labels_];
      for (std::size_t l = 0; l < labels_; ++l) gradient[l] += value * weight[l];
    }
    to_probabilities(gradient);
    gradient[example.label] -= 1;
    for (auto& g : gradient) g *= example.weight;
    for (const auto& [row, value] : example.values)
      step(&weights[row * labels_], &squares_[row * labels_], gradient.data(), value);
    step(bias.data(), bias_squares_.data(), gradient.data(), 1);
  }

 private:
  void step(float* __restrict weight, float* __restrict sum, const float* __restrict gradient, float value) const {
    for (std::size_t l = 0; l < labels_; ++l) {
      const float g = gradient[l] * value + training_.decay * weight[l];
      sum[l] += g * g;
      weight[l] -= training_.rate * g / std::sqrt(sum[l]);
    }
  }

  std::size_t labels_;
  const Regression::Training& training_;

 public:
  std::vector<float> weights, bias;

 private:
  std::vector<float> squares_, bias_squares_;
};

}  // namespace

Regression::Regression(std::size_t rows, std::size_t labels, const std::vector<Example>& examples,
                       const Training& training)
    : labels_(labels), scale_(labels), weights_(rows * labels) {
  Learner learner(rows, labels, training);
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0u);
  std::mt19937 random(1);
  for (int epoch = 0; epoch < training.epochs; ++epoch) {
    std::ranges::shuffle(order, random);
    for (const auto i : order) learner.learn(examples[i]);
  }
  bias_ = std::move(learner.bias);
  const auto& learned = learner.weights;
  for (std::size_t i = 0; i < learned.size(); ++i)
    scale_[i % labels] = std::max(scale_[i % labels], std::abs(learned[i]) / 127);
  for (std::size_t i = 0; i < learned.size(); ++i)
    if (const float scale = scale_[i % labels]; scale > 0)
      weights_[i] = static_cast<std::int8_t>(std::lround(learned[i] / scale));
}

std::vector<float> Regression::predict(std::span<const Value> values) const {
  std::vector<float> scores(labels_);
  for (const auto& [row, value] : values) {
    const auto* weight = &weights_[row * labels_];
    for (std::size_t l = 0; l < labels_; ++l) scores[l] += value * static_cast<float>(weight[l]);
  }
  for (std::size_t l = 0; l < labels_; ++l) scores[l] = scores[l] * scale_[l] + bias_[l];
  to_probabilities(scores);
  return scores;
}

}  // namespace parlance::ai::nlu
