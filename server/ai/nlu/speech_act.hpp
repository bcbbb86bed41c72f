#pragma once
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// What a short message does to the question before it.
enum class SpeechAct { none, yes, no, abandon };

// `none` where the message says more than that: "yes please" is yes, "yes but where is my order" is not.
SpeechAct speech_act(const std::vector<Word>& words);

// A word of a yes or a no, or one that may stand beside such.
bool is_small_word(std::string_view word);

// True where it gives up what is under way, with a reason or another wish beside it: "never mind, I'll keep it".
// `at_once`: only where it begins so.
bool gives_up(const std::vector<Word>& words, bool at_once);

}  // namespace parlance::ai::nlu
