#pragma once
#include <string_view>

#include "ai/nlu/language/detect.hpp"

namespace parlance::ai::nlu {

struct Sentiment {
  std::string_view label;  // negative, neutral or positive
  double confidence = 0;   // 0 to 1
};

// The mood that a message is written in. In English, German, French, Spanish and Portuguese. Takes milliseconds where
// it may be English: its meaning is asked too.
Sentiment sentiment_of(std::string_view text, const Language& language);

}  // namespace parlance::ai::nlu
