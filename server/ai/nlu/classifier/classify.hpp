#pragma once
#include <span>
#include <vector>

#include "ai/nlu/intents.hpp"
#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// What a message wants by the model that was trained from our phrases: every intent, likeliest first, whose
// probabilities sum to 1. In English, German, French, Spanish and Portuguese.
std::vector<Guess> classify(std::span<const Word> words);

}  // namespace parlance::ai::nlu
