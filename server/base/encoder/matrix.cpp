#include "base/encoder/matrix.hpp"

#include <algorithm>
#include <array>

#if defined(__x86_64__)
#include <immintrin.h>
#define PARLANCE_WIDE 1
#endif

namespace parlance::encoder {
namespace {

#if PARLANCE_WIDE
#define WIDE __attribute__((target("avx2,fma,f16c")))

bool is_wide() {
  static const bool wide =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
  return wide;
}

// `Count` vectors by one panel: their sums stay in registers.
template <std::size_t Count>
WIDE void multiply_panel(const float* in, std::size_t rows, const Half* panel, const float* bias, float* out,
                         std::size_t columns) {
  const auto low = bias ? _mm256_loadu_ps(bias) : _mm256_setzero_ps();
  const auto high = bias ? _mm256_loadu_ps(bias + 8) : _mm256_setzero_ps();
  __m256 sums[Count][2];
#pragma clang loop unroll(full)
  for (std::size_t t = 0; t < Count; ++t) sums[t][0] = low, sums[t][1] = high;
  for (std::size_t row = 0; row < rows; ++row, panel += kPanel) {
    const auto a = _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(panel)));
    const auto b = _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(panel + 8)));
#pragma clang loop unroll(full)
    for (std::size_t t = 0; t < Count; ++t) {
      const auto value = _mm256_broadcast_ss(in + t * rows + row);
      sums[t][0] = _mm256_fmadd_ps(value, a, sums[t][0]);
      sums[t][1] = _mm256_fmadd_ps(value, b, sums[t][1]);
    }
  }
#pragma clang loop unroll(full)
  for (std::size_t t = 0; t < Count; ++t) {
    _mm256_storeu_ps(out + t * columns, sums[t][0]);
    _mm256_storeu_ps(out + t * columns + 8, sums[t][1]);
  }
}

WIDE void multiply_widely(const float* in, std::size_t count, const Matrix& matrix, Columns columns, const float* bias,
                          float* out) {
  constexpr std::size_t kAtOnce = 6;  // twelve sums, two weights and a value fill the sixteen registers
  using Panel = decltype(&multiply_panel<1>);
  constexpr std::array<Panel, kAtOnce + 1> kPanels = {nullptr,           multiply_panel<1>, multiply_panel<2>,
                                                      multiply_panel<3>, multiply_panel<4>, multiply_panel<5>,
                                                      multiply_panel<6>};
  for (std::size_t column = columns.first; column < columns.last; column += kPanel) {
    const auto* panel = matrix.panels + column * matrix.rows;
    for (std::size_t t = 0; t < count; t += kAtOnce)
      kPanels[std::min(kAtOnce, count - t)](in + t * matrix.rows, matrix.rows, panel, bias ? bias + column : nullptr,
                                            out + t * matrix.columns + column, matrix.columns);
  }
}
#endif

}  // namespace

void multiply_plainly(const float* in, std::size_t count, const Matrix& matrix, Columns columns, const float* bias,
                      float* out) {
  for (std::size_t column = columns.first; column < columns.last; column += kPanel)
    for (std::size_t t = 0; t < count; ++t) {
      std::array<float, kPanel> sums{};
      if (bias) std::copy_n(bias + column, kPanel, sums.begin());
      const auto* weights = matrix.panels + column * matrix.rows;
      for (std::size_t row = 0; row < matrix.rows; ++row, weights += kPanel) {
        const float value = in[t * matrix.rows + row];
        for (std::size_t i = 0; i < kPanel; ++i) sums[i] += value * from_half(weights[i]);
      }
      std::ranges::copy(sums, out + t * matrix.columns + column);
    }
}

void multiply(const float* in, std::size_t count, const Matrix& matrix, Columns columns, const float* bias,
              float* out) {
#if PARLANCE_WIDE
  if (is_wide()) return multiply_widely(in, count, matrix, columns, bias, out);
#endif
  multiply_plainly(in, count, matrix, columns, bias, out);
}

// Eight sums side by side, which a compiler may put into one register.
float dot(const float* a, const float* b, std::size_t size) {
  std::array<float, 8> sums{};
  std::size_t i = 0;
  for (; i + sums.size() <= size; i += sums.size())
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += a[i + k] * b[i + k];
  float sum = 0;
  for (; i < size; ++i) sum += a[i] * b[i];
  for (const float part : sums) sum += part;
  return sum;
}

void add_scaled(float scale, const float* what, std::size_t size, float* to) {
  for (std::size_t i = 0; i < size; ++i) to[i] += scale * what[i];
}

}  // namespace parlance::encoder
