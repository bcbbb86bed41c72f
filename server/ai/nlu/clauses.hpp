#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// The words between the ends of sentences and the words that join them: "where is 12, and close ticket 5" has two.
// `words` must be those of `text`.
std::vector<std::span<const Word>> clauses_of(std::string_view text, std::span<const Word> words);

}  // namespace parlance::ai::nlu
