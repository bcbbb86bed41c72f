#pragma once
#include <array>
#include <cstdint>

#include "base/encoder/sentence_encoder.hpp"

namespace parlance::encoder {

// A vector in a byte a number, to be held against many questions: 512 bytes, and exact to about 1 %.
struct Compact {
  alignas(32) std::array<std::int8_t, kVectorSize> values{};
  float scale = 0;  // of each value; 0: there is no vector
};

// A question's vector as it is held against compact ones.
struct Probe {
  alignas(32) std::array<std::int16_t, kVectorSize> values{};
  float scale = 0;
};

Compact to_compact(const Vector& vector);
Probe to_probe(const Vector& vector);

// With the processor's AVX2 where it has it.
float dot(const Probe& probe, const Compact& vector);
float dot_plainly(const Probe& probe, const Compact& vector);

}  // namespace parlance::encoder
