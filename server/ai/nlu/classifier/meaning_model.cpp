#include "ai/nlu/classifier/meaning_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>
#include <stdexcept>

namespace parlance::ai::nlu {
namespace {

constexpr float kMeaningLength = 4;            // of a meaning as a vector
constexpr float kRate = 0.1f;                  // of AdaGrad
constexpr float kDecay = 1e-3f;                // L2
constexpr float kFirstMeaningSquares = 1e-2f;  // AdaGrad's sums begin here
constexpr int kEpochs = 40;

}  // namespace

MeaningModel::MeaningModel(const std::vector<Example>& examples, const std::vector<float>& weights)
    : rows_(weights.size(), Row{}) {
  std::vector<Row> squares(rows_.size());
  for (auto& row : squares) row.fill(kFirstMeaningSquares);
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0u);
  std::mt19937 random(1);
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    std::ranges::shuffle(order, random);
    for (const auto i : order) learn(examples[i], weights[examples[i].label], squares);
  }
}

void MeaningModel::learn(const Example& example, float weight, std::vector<Row>& squares) {
  const auto guessed = probabilities(example.meaning);
  for (std::size_t label = 0; label < rows_.size(); ++label) {
    const auto error = weight * (static_cast<float>(guessed[label]) - (label == example.label ? 1.0f : 0.0f));
    for (std::size_t i = 0; i < kInputs; ++i) {
      const bool is_bias = i + 1 == kInputs;
      const float gradient =
          error * (is_bias ? 1 : kMeaningLength * example.meaning[i]) + (is_bias ? 0 : kDecay * rows_[label][i]);
      squares[label][i] += gradient * gradient;
      rows_[label][i] -= kRate * gradient / std::sqrt(squares[label][i]);
    }
  }
}

std::vector<double> MeaningModel::probabilities(const encoder::Vector& meaning) const {
  std::vector<double> out;
  for (const auto& row : rows_)
    out.push_back(kMeaningLength * std::inner_product(meaning.begin(), meaning.end(), row.begin(), 0.0f) + row.back());
  const auto most = *std::ranges::max_element(out);
  double sum = 0;
  for (auto& score : out) sum += score = std::exp(score - most);
  for (auto& score : out) score /= sum;
  return out;
}

std::string MeaningModel::to_bytes() const {
  return {reinterpret_cast<const char*>(rows_.data()), rows_.size() * sizeof(Row)};
}

MeaningModel MeaningModel::from_bytes(std::string_view bytes) {
  if (bytes.empty() || bytes.size() % sizeof(Row) != 0) throw std::runtime_error("this is no model of meanings");
  MeaningModel out;
  out.rows_.resize(bytes.size() / sizeof(Row));
  std::memcpy(out.rows_.data(), bytes.data(), bytes.size());
  return out;
}

}  // namespace parlance::ai::nlu
