#pragma once
#include <span>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// "Has 5523 been cancelled?", "warum wurde es geschlossen?": it asks whether something was done, and not to do it.
bool asks_whether_done(std::span<const Word> words);

}  // namespace parlance::ai::nlu
