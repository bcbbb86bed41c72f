#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// A text as the classifier sees it: which of its words, pairs of words and runs of 3 to 5 letters are there, each as a
// place in a table of kFeaturePlaces. Each once.
using Features = std::vector<std::uint32_t>;

inline constexpr std::uint32_t kFeaturePlaces = 1 << 17;
inline constexpr std::size_t kMaxFeatureWords = 200;  // of a longer text the first and the last

Features features_of(std::span<const Word> words);

// The place of something else that a text shows; `kind` keeps it apart from words ('1'), pairs ('2') and runs ('c').
std::uint32_t place_of(char kind, std::string_view what);

}  // namespace parlance::ai::nlu
