#include "base/encoder/sentence_encoder.hpp"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"

extern "C" const char sentence_encoder_begin[], sentence_encoder_end[];

namespace parlance::encoder {
namespace {

using Floats = std::vector<float>;  // a row for each piece of the text

std::string normalized(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const normalizer = icu::Normalizer2::getNFKCInstance(status);
  const auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  std::string out;
  normalizer->normalize(wide, status).toUTF8String(out);
  return out;
}

void normalize_layer(const Floats& in, const float* scale, const float* bias, std::size_t size, Floats& out) {
  constexpr float kEpsilon = 1e-6f;
  out.resize(in.size());
  for (std::size_t from = 0; from < in.size(); from += size) {
    float mean = 0, variance = 0;
    for (std::size_t i = 0; i < size; ++i) mean += in[from + i];
    mean /= static_cast<float>(size);
    for (std::size_t i = 0; i < size; ++i) variance += (in[from + i] - mean) * (in[from + i] - mean);
    const float factor = 1 / std::sqrt(variance / static_cast<float>(size) + kEpsilon);
    for (std::size_t i = 0; i < size; ++i) out[from + i] = (in[from + i] - mean) * factor * scale[i] + bias[i];
  }
}

void to_shares(Floats& scores) {
  const float most = *std::ranges::max_element(scores);
  float sum = 0;
  for (auto& score : scores) sum += score = std::exp(score - most);
  for (auto& score : scores) score /= sum;
}

// `mixed` holds each piece's query, key and value; every piece takes of the others' values by how its query meets their
// keys, for each head apart.
void attend(const Floats& mixed, std::size_t count, std::size_t size, const SentenceEncoder::Pause& pause,
            Floats& out) {
  const auto head_size = size / kHeads, stride = 3 * size;
  const float scale = 1 / std::sqrt(static_cast<float>(head_size));
  out.assign(count * size, 0);
  Floats shares(count);
  for (std::size_t from = 0; from < size; from += head_size) {
    pause();
    for (std::size_t i = 0; i < count; ++i) {
      const auto* query = &mixed[i * stride + from];
      for (std::size_t j = 0; j < count; ++j)
        shares[j] = scale * dot(query, &mixed[j * stride + size + from], head_size);
      to_shares(shares);
      for (std::size_t j = 0; j < count; ++j)
        add_scaled(shares[j], &mixed[j * stride + 2 * size + from], head_size, &out[i * size + from]);
    }
  }
}

void add(Floats& to, const Floats& what) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += what[i];
}

// Pauses before each of its parts.
struct Multiplier {
  static constexpr std::size_t kRows = 16, kColumns = 256;  // of a part: some 50 µs

  const SentenceEncoder::Pause& pause;

  void operator()(const Floats& in, std::size_t count, const Matrix& matrix, const float* bias, Floats& out) const {
    for (std::size_t row = 0; row < count; row += kRows)
      for (std::size_t column = 0; column < matrix.columns; column += kColumns) {
        pause();
        multiply(&in[row * matrix.rows], std::min(kRows, count - row), matrix,
                 {column, std::min(column + kColumns, matrix.columns)}, bias, &out[row * matrix.columns]);
      }
  }
};

// `hidden`: the layer's input; `kept`: what its attention is added to.
void run(const Layer& layer, std::size_t count, Floats& hidden, const Floats& kept, const Multiplier& multiplied) {
  Floats normal, mixed(count * 3 * layer.size), attended, inner(count * kInnerSize), out(count * kVectorSize);
  normalize_layer(hidden, layer.scale, layer.bias, layer.size, normal);
  multiplied(normal, count, layer.attention, layer.attention_bias, mixed);
  attend(mixed, count, layer.size, multiplied.pause, attended);
  hidden.resize(count * kVectorSize);
  multiplied(attended, count, layer.output, layer.output_bias, hidden);
  add(hidden, kept);
  normalize_layer(hidden, layer.inner_scale, layer.inner_bias, kVectorSize, normal);
  multiplied(normal, count, layer.first, layer.first_bias, inner);
  for (auto& value : inner) value = std::max(value, 0.0f);
  multiplied(inner, count, layer.second, layer.second_bias, out);
  add(hidden, out);
}

// A piece's own meaning twice, and where it stands in the text.
Floats input_of(const std::vector<std::uint32_t>& pieces, const Weights& weights) {
  Floats out(pieces.size() * kPieceSize);
  for (std::size_t t = 0; t < pieces.size(); ++t)
    for (std::size_t i = 0; i < kPieceSize; ++i) {
      const float angle = static_cast<float>(t) * weights.timings[i % kTimings];
      out[t * kPieceSize + i] = 2 * from_half(weights.embeddings[pieces[t] * kPieceSize + i]) +
                                (i < kTimings ? std::sin(angle) : std::cos(angle));
    }
  return out;
}

Floats mean_of(const Floats& rows, std::size_t count) {
  Floats out(kVectorSize);
  for (std::size_t i = 0; i < rows.size(); ++i) out[i % kVectorSize] += rows[i] / static_cast<float>(count);
  return out;
}

}  // namespace

const SentenceEncoder& SentenceEncoder::built_in() {
  static const SentenceEncoder encoder(
      read_weights({sentence_encoder_begin, static_cast<std::size_t>(sentence_encoder_end - sentence_encoder_begin)}));
  return encoder;
}

std::vector<std::uint32_t> SentenceEncoder::pieces_of(std::string_view text) const {
  auto out = pieces_.split(normalized(clip(text, kMaxBytes)));
  if (out.empty()) out.push_back(Pieces::kUnknown);
  if (out.size() > kMaxPieces) out.resize(kMaxPieces);
  return out;
}

Vector SentenceEncoder::encode(std::string_view text, const Pause& pause) const {
  const auto pieces = pieces_of(text);
  const auto count = pieces.size();
  auto hidden = input_of(pieces, weights_);
  Floats kept(count * kVectorSize);
  const Multiplier multiplied{pause};
  multiplied(hidden, count, weights_.widen, weights_.widen_bias, kept);
  for (const auto& layer : weights_.layers) {
    run(layer, count, hidden, kept, multiplied);
    kept = hidden;
  }
  Vector out;
  multiply(mean_of(hidden, count).data(), 1, weights_.last, {0, weights_.last.columns}, weights_.last_bias, out.data());
  for (auto& value : out) value = std::tanh(value);
  const float length = std::sqrt(std::max(dot(out.data(), out.data(), out.size()), 1e-12f));
  for (auto& value : out) value /= length;
  return out;
}

float cosine(const Vector& a, const Vector& b) { return dot(a.data(), b.data(), a.size()); }

}  // namespace parlance::encoder
