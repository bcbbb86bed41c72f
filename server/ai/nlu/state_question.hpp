#pragma once
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// "Has 5523 been cancelled?", "warum wurde es geschlossen?": it asks whether something was done, and not to do it.
bool asks_whether_done(const std::vector<Word>& words);

}  // namespace parlance::ai::nlu
