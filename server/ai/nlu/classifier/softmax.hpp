#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

namespace parlance::ai::nlu {

// Scores of any size become shares of 1; the highest of them stays the highest. There must be one.
inline void to_probabilities(std::vector<float>& scores) {
  const float most = *std::ranges::max_element(scores);
  float sum = 0;
  for (auto& score : scores) sum += score = std::exp(score - most);
  for (auto& score : scores) score /= sum;
}

}  // namespace parlance::ai::nlu
