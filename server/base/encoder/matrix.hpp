#pragma once
#include <cstddef>

#include "base/encoder/half.hpp"

namespace parlance::encoder {

inline constexpr std::size_t kPanel = 16;  // columns that are kept together

// A matrix of weights, `rows` × `columns`, in panels of kPanel columns: each panel's rows follow one another, so that a
// multiplication reads memory in order. `columns` is a multiple of kPanel.
struct Matrix {
  const Half* panels = nullptr;
  std::size_t rows = 0, columns = 0;
};

// Some columns of a matrix, of whole panels.
struct Columns {
  std::size_t first = 0, last = 0;
};

// out[t] = in[t] · matrix + bias for each of `count` vectors, which lie one behind the other, in these columns; `bias`
// may be null. With the processor's AVX2, FMA and F16C where it has them.
void multiply(const float* in, std::size_t count, const Matrix& matrix, Columns columns, const float* bias, float* out);

// The same without them, for processors that have none and to hold the other against.
void multiply_plainly(const float* in, std::size_t count, const Matrix& matrix, Columns columns, const float* bias,
                      float* out);

float dot(const float* a, const float* b, std::size_t size);
void add_scaled(float scale, const float* what, std::size_t size, float* to);

}  // namespace parlance::encoder
