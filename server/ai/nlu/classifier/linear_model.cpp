#include "ai/nlu/classifier/linear_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>
#include <stdexcept>

#include "ai/nlu/classifier/softmax.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr float kRarityStep = 0.05f;
constexpr float kLength = 3;            // of a text's features as a vector
constexpr float kFirstSquares = 1e-2f;  // AdaGrad's sums begin here
constexpr std::size_t kStride = LinearModel::kMaxLabels;
constexpr std::string_view kMagic = "plm2";

// Weights in full while they are learned.
struct Learned {
  Learned(std::size_t labels, const LinearModel::Training& training)
      : count(labels),
        options(training),
        weights(kFeaturePlaces * labels),
        squares(weights.size(), kFirstSquares),
        bias(labels),
        bias_squares(labels, kFirstSquares) {}

  void learn(const Features& features, const std::vector<float>& values, std::size_t label) {
    auto gradient = bias;
    for (std::size_t i = 0; i < features.size(); ++i)
      for (std::size_t l = 0; l < count; ++l) gradient[l] += values[i] * weights[features[i] * count + l];
    to_probabilities(gradient);
    gradient[label] -= 1;
    if (!options.weights.empty())
      for (auto& g : gradient) g *= options.weights[label];
    for (std::size_t i = 0; i < features.size(); ++i)
      step(&weights[features[i] * count], &squares[features[i] * count], gradient, values[i]);
    step(bias.data(), bias_squares.data(), gradient, 1);
  }

  void step(float* weight, float* sum, const std::vector<float>& gradient, float value) const {
    for (std::size_t l = 0; l < count; ++l) {
      const float g = gradient[l] * value + options.decay * weight[l];
      sum[l] += g * g;
      weight[l] -= options.rate * g / std::sqrt(sum[l]);
    }
  }

  std::size_t count;
  const LinearModel::Training& options;
  std::vector<float> weights, squares, bias, bias_squares;
};

template <class T>
void put(std::string& out, const std::vector<T>& values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

template <class T>
void take(std::string_view& bytes, std::vector<T>& values, std::size_t count) {
  if (bytes.size() < count * sizeof(T)) throw std::runtime_error("a model of intents is cut short");
  values.resize(count);
  std::memcpy(values.data(), bytes.data(), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
}

}  // namespace

LinearModel::LinearModel(std::vector<std::string> labels, const std::vector<Example>& examples,
                         const Training& training)
    : labels_(std::move(labels)), rarity_(kFeaturePlaces) {
  if (labels_.size() > kMaxLabels) throw std::runtime_error("a model of intents has too many labels");
  std::vector<int> found_in(kFeaturePlaces);
  for (const auto& example : examples)
    for (const auto place : example.features) ++found_in[place];
  for (std::size_t i = 0; i < kFeaturePlaces; ++i) {
    const auto rarity = std::log((1.0 + static_cast<double>(examples.size())) / (1.0 + found_in[i])) + 1;
    rarity_[i] = static_cast<std::uint8_t>(std::clamp(rarity / kRarityStep, 1.0, 255.0));
  }
  std::vector<std::vector<float>> values;
  for (const auto& example : examples) values.push_back(values_of(example.features));
  Learned learned(labels_.size(), training);
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0u);
  std::mt19937 random(1);
  for (int epoch = 0; epoch < training.epochs; ++epoch) {
    std::ranges::shuffle(order, random);
    for (const auto i : order) learned.learn(examples[i].features, values[i], examples[i].label);
  }
  bias_ = learned.bias;
  scale_.assign(labels_.size(), 0);
  weights_.assign(kFeaturePlaces * kStride, 0);
  for (std::size_t i = 0; i < learned.weights.size(); ++i)
    scale_[i % labels_.size()] = std::max(scale_[i % labels_.size()], std::abs(learned.weights[i]) / 127);
  for (std::size_t i = 0; i < learned.weights.size(); ++i)
    if (const float scale = scale_[i % labels_.size()]; scale > 0)
      weights_[i / labels_.size() * kStride + i % labels_.size()] =
          static_cast<std::int8_t>(std::lround(learned.weights[i] / scale));
}

std::vector<float> LinearModel::values_of(const Features& features) const {
  std::vector<float> out;
  out.reserve(features.size());
  float squares = 0;
  for (const auto place : features) {
    out.push_back(static_cast<float>(rarity_[place]));
    squares += out.back() * out.back();
  }
  for (auto& value : out) value *= kLength / std::sqrt(squares);
  return out;
}

std::vector<Scored> LinearModel::predict(const Features& features) const {
  // The rows lie far apart in memory: they are fetched side by side.
  for (const auto place : features) __builtin_prefetch(&weights_[place * kStride]);
  const auto values = values_of(features);
  std::array<float, kStride> sums{};
  for (std::size_t i = 0; i < features.size(); ++i) {
    const auto* weights = &weights_[features[i] * kStride];
    for (std::size_t l = 0; l < kStride; ++l) sums[l] += values[i] * static_cast<float>(weights[l]);
  }
  std::vector<float> scores(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(labels_.size()));
  for (std::size_t l = 0; l < scores.size(); ++l) scores[l] = scores[l] * scale_[l] + bias_[l];
  to_probabilities(scores);
  std::vector<Scored> out;
  for (std::size_t l = 0; l < scores.size(); ++l) out.push_back({l, scores[l]});
  std::ranges::sort(out, std::greater{}, &Scored::probability);
  return out;
}

std::string LinearModel::to_bytes() const {
  std::string out(kMagic);
  for (const auto& label : labels_) out += label + "\n";
  out += "\n";
  put(out, rarity_), put(out, bias_), put(out, scale_), put(out, weights_);
  return out;
}

LinearModel LinearModel::from_bytes(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) throw std::runtime_error("this is no model of intents");
  bytes.remove_prefix(kMagic.size());
  LinearModel out;
  for (;;) {
    const auto end = bytes.find('\n');
    if (end == bytes.npos) throw std::runtime_error("a model of intents is cut short");
    const std::string label(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
    if (label.empty()) break;
    out.labels_.push_back(label);
  }
  take(bytes, out.rarity_, kFeaturePlaces), take(bytes, out.bias_, out.labels_.size());
  take(bytes, out.scale_, out.labels_.size()), take(bytes, out.weights_, kFeaturePlaces * kStride);
  return out;
}

}  // namespace parlance::ai::nlu
