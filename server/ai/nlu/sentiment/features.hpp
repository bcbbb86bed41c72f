#pragma once
#include <string_view>

#include "ai/nlu/classifier/features.hpp"

namespace parlance::ai::nlu {

// A text as the model of sentiment sees it: as the intents' sees it, and what a mood shows in besides: which words
// stand behind a negation, exclamation and question marks, smileys and emoji, words in capitals.
Features sentiment_features(std::string_view text);

}  // namespace parlance::ai::nlu
