#include "base/encoder/weights.hpp"

#include <cstring>
#include <stdexcept>

namespace parlance::encoder {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  std::string_view bytes(std::size_t count) {
    if (file_.size() - at_ < count) throw std::runtime_error("the sentence encoder's file is cut short");
    at_ += count;
    return file_.substr(at_ - count, count);
  }
  template <class T>
  const T* array(std::size_t count) {
    bytes((kAlignment - at_ % kAlignment) % kAlignment);
    return reinterpret_cast<const T*>(bytes(count * sizeof(T)).data());
  }
  Matrix matrix(std::size_t rows, std::size_t columns) { return {array<Half>(rows * columns), rows, columns}; }

 private:
  std::string_view file_;
  std::size_t at_ = 0;
};

std::vector<Pieces::Piece> read_pieces(Reader& reader) {
  std::vector<Pieces::Piece> out(kPieceCount);
  for (auto& piece : out) {
    std::memcpy(&piece.score, reader.bytes(sizeof piece.score).data(), sizeof piece.score);
    piece.text = reader.bytes(static_cast<unsigned char>(reader.bytes(1)[0]));
  }
  return out;
}

Layer read_layer(Reader& reader, std::size_t size) {
  Layer out;
  out.size = size;
  out.scale = reader.array<float>(size), out.bias = reader.array<float>(size);
  out.attention = reader.matrix(size, 3 * size), out.attention_bias = reader.array<float>(3 * size);
  out.output = reader.matrix(size, kVectorSize), out.output_bias = reader.array<float>(kVectorSize);
  out.inner_scale = reader.array<float>(kVectorSize), out.inner_bias = reader.array<float>(kVectorSize);
  out.first = reader.matrix(kVectorSize, kInnerSize), out.first_bias = reader.array<float>(kInnerSize);
  out.second = reader.matrix(kInnerSize, kVectorSize), out.second_bias = reader.array<float>(kVectorSize);
  return out;
}

}  // namespace

Weights read_weights(std::string_view file) {
  Reader reader(file);
  if (reader.bytes(kMagic.size()) != kMagic) throw std::runtime_error("this is no sentence encoder's file");
  Weights out;
  out.pieces = read_pieces(reader);
  out.embeddings = reader.array<Half>(kPieceCount * kPieceSize);
  out.timings = reader.array<float>(kTimings);
  out.layers = {read_layer(reader, kPieceSize), read_layer(reader, kVectorSize)};
  out.widen = reader.matrix(kPieceSize, kVectorSize), out.widen_bias = reader.array<float>(kVectorSize);
  out.last = reader.matrix(kVectorSize, kVectorSize), out.last_bias = reader.array<float>(kVectorSize);
  return out;
}

}  // namespace parlance::encoder
