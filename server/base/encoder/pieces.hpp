#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parlance::encoder {

// The pieces of words that the encoder knows, with how likely each is (a SentencePiece unigram vocabulary).
class Pieces {
 public:
  struct Piece {
    std::string_view text;  // of memory that outlives this
    float score = 0;        // log probability
  };
  static constexpr std::uint32_t kUnknown = 0;

  // By number; those below `first_of_text` are marks that no text contains.
  explicit Pieces(const std::vector<Piece>& pieces, std::uint32_t first_of_text = 6);

  // The likeliest way to take the text apart, as numbers; what no piece has is kUnknown, once for a run of it. Spaces
  // count as part of the word behind them.
  std::vector<std::uint32_t> split(std::string_view text) const;

 private:
  struct Known {
    float score = 0;
    std::uint32_t number = 0;
  };
  std::unordered_map<std::string_view, Known> known_;
  std::size_t longest_ = 1;  // bytes
};

}  // namespace parlance::encoder
