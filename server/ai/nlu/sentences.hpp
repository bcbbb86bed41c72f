#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// The words of each sentence, also of what stands before a colon: "Fair enough. Now: where is my order?" has three.
// `words` must be those of `text`.
std::vector<std::span<const Word>> sentences_of(std::string_view text, std::span<const Word> words);

}  // namespace parlance::ai::nlu
