#include "base/encoder/compact.hpp"

#include <algorithm>
#include <cmath>

#if defined(__x86_64__)
#include <immintrin.h>
#define PARLANCE_WIDE 1
#endif

namespace parlance::encoder {
namespace {

template <class Out>
void quantize(const Vector& vector, Out& out) {
  using Value = typename decltype(out.values)::value_type;
  float most = 0;
  for (const float value : vector) most = std::max(most, std::abs(value));
  if (most == 0) return;
  constexpr float kMost = std::numeric_limits<Value>::max();
  out.scale = most / kMost;
  for (std::size_t i = 0; i < vector.size(); ++i)
    out.values[i] = static_cast<Value>(std::lround(vector[i] * kMost / most));
}

#if PARLANCE_WIDE
// All 512 products together stay below 127 × 32767 × 512, which is below 2³¹.
__attribute__((target("avx2"))) std::int32_t sum_widely(const std::int16_t* probe, const std::int8_t* values) {
  auto sums = _mm256_setzero_si256();
  for (std::size_t i = 0; i < kVectorSize; i += 16) {
    const auto a = _mm256_load_si256(reinterpret_cast<const __m256i*>(probe + i));
    const auto b = _mm256_cvtepi8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(values + i)));
    sums = _mm256_add_epi32(sums, _mm256_madd_epi16(a, b));
  }
  const auto half = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  const auto quarter = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
  return _mm_cvtsi128_si32(_mm_add_epi32(quarter, _mm_shuffle_epi32(quarter, 0xB1)));
}
#endif

}  // namespace

Compact to_compact(const Vector& vector) {
  Compact out;
  quantize(vector, out);
  return out;
}

Probe to_probe(const Vector& vector) {
  Probe out;
  quantize(vector, out);
  return out;
}

float dot_plainly(const Probe& probe, const Compact& vector) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < kVectorSize; ++i) sum += probe.values[i] * vector.values[i];
  return static_cast<float>(sum) * probe.scale * vector.scale;
}

float dot(const Probe& probe, const Compact& vector) {
#if PARLANCE_WIDE
  static const bool wide = __builtin_cpu_supports("avx2");
  if (wide) {
    const auto sum = sum_widely(probe.values.data(), vector.values.data());
    return static_cast<float>(sum) * probe.scale * vector.scale;
  }
#endif
  return dot_plainly(probe, vector);
}

}  // namespace parlance::encoder
