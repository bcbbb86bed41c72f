#pragma once
#include <array>
#include <functional>

#include "base/encoder/weights.hpp"

namespace parlance::encoder {

// What a text means, as a direction of length 1: the closer two texts' directions, the closer their meanings.
using Vector = std::array<float, kVectorSize>;

// Immutable; may be used from any thread. English: other languages give vectors of little use.
class SentenceEncoder {
 public:
  static constexpr std::size_t kMaxPieces = 128;   // a longer text counts by its beginning
  static constexpr std::size_t kMaxBytes = 1'500;  // cut off before it is looked at

  explicit SentenceEncoder(Weights weights) : weights_(std::move(weights)), pieces_(weights_.pieces) {}
  // The one that the server was built with.
  static const SentenceEncoder& built_in();

  using Pause = std::function<void()>;

  // Takes milliseconds: 2 for a sentence, 30 for kMaxPieces. Calls `pause` every 50 µs or so.
  Vector encode(std::string_view text, const Pause& pause = [] {}) const;
  std::vector<std::uint32_t> pieces_of(std::string_view text) const;

 private:
  Weights weights_;
  Pieces pieces_;
};

float cosine(const Vector& a, const Vector& b);

}  // namespace parlance::encoder
