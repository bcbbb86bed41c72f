#pragma once
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// The words with slips of the finger undone: one that is not of the engine's vocabulary, has five letters or more, and
// becomes one of it by a swap, a letter too many or too few, or a neighbouring key. Where they stood stays.
std::vector<Word> corrected(std::vector<Word> words);

}  // namespace parlance::ai::nlu
