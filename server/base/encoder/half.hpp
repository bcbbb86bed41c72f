#pragma once
#include <bit>
#include <cstdint>

namespace parlance::encoder {

// IEEE 754 binary16, as the weights are kept: half of the memory to read, and exact to eleven bits.
using Half = std::uint16_t;

// Rounded to nearest, ties to even. For finite values within the range of binary16.
inline Half to_half(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = (bits >> 16) & 0x8000, magnitude = bits & 0x7FFFFFFF;
  if (magnitude < 0x38800000) {  // below the smallest normal number: the sum puts the bits where a subnormal has them
    const float shifted = std::bit_cast<float>(magnitude) + 0.5f;
    return static_cast<Half>(sign | (std::bit_cast<std::uint32_t>(shifted) - 0x3F000000));
  }
  const std::uint32_t odd = (magnitude >> 13) & 1;
  return static_cast<Half>(sign | ((magnitude - 0x38000000 + 0xFFF + odd) >> 13));
}

inline float from_half(Half half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000) << 16;
  const std::uint32_t magnitude = static_cast<std::uint32_t>(half & 0x7FFF) << 13;
  // The exponent's bias is put right by a multiplication, which normalises subnormal numbers too.
  const float value = std::bit_cast<float>(magnitude) * 0x1p112f;
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) | sign);
}

}  // namespace parlance::encoder
