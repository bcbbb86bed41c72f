#pragma once
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// What a short message does to the question before it.
enum class SpeechAct { none, yes, no, abandon };

// `none` where the message says more than that: "yes please" is yes, "yes but where is my order" is not.
SpeechAct speech_act(const std::vector<Word>& words);

}  // namespace parlance::ai::nlu
