#pragma once
#include <string_view>

#include "ai/nlu/language/detect.hpp"
#include "base/encoder/sentence_encoder.hpp"

namespace parlance::ai::nlu {

struct Sentiment {
  std::string_view label;  // negative, neutral or positive
  double confidence = 0;   // 0 to 1
};

// Whether a message's meaning is worth finding for its mood: it may be English.
bool needs_meaning(const Language& language);

// The mood that a message is written in. In English, German, French, Spanish and Portuguese. `meaning`: null where it
// is not known.
Sentiment sentiment_of(std::string_view text, const encoder::Vector* meaning);

}  // namespace parlance::ai::nlu
