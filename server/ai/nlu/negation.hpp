#pragma once
#include <string_view>
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// True where the message says not to do what the intent is for: "don't cancel it", "no need for a human". A "not" that
// speaks of something else ("it does not work, open a ticket") refuses nothing. `words` must be those of `text`.
bool is_refused(std::string_view text, const std::vector<Word>& words, std::string_view intent);

}  // namespace parlance::ai::nlu
