#include "ai/nlu/company/foreign.hpp"
#include "base/encoder/half.hpp"

extern "C" const char foreign_meanings_begin[];

namespace parlance::ai::nlu {

encoder::Vector foreign_meaning(std::size_t place) {
  const auto* halves = reinterpret_cast<const encoder::Half*>(foreign_meanings_begin) + place * encoder::kVectorSize;
  encoder::Vector out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = encoder::from_half(halves[i]);
  return out;
}

}  // namespace parlance::ai::nlu
