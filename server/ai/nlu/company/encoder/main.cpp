// Finds at build time what the phrases mean that are none of a company's intents: `encode_phrases FILE`.
#include <fstream>
#include <iostream>

#include "ai/nlu/company/foreign.hpp"
#include "base/encoder/half.hpp"

int main(int argc, char** argv) {
  using namespace parlance;
  if (argc != 2) return std::cerr << "usage: encode_phrases FILE\n", 2;
  std::ofstream out(argv[1], std::ios::binary);
  for (const auto& phrase : ai::nlu::foreign_phrases())
    for (const float value : encoder::SentenceEncoder::built_in().encode(phrase)) {
      const auto half = encoder::to_half(value);
      out.write(reinterpret_cast<const char*>(&half), sizeof half);
    }
  if (!out.flush()) return std::cerr << "encode_phrases: cannot write " << argv[1] << "\n", 1;
}
