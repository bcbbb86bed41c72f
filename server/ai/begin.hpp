#pragma once
#include "ai/dialogue.hpp"
#include "ai/types.hpp"
#include "ai/understand.hpp"

// What a turn begins with.
namespace parlance::ai {

// What was understood of the question by itself and of what was asked before it.
Understanding understand_question(const Question& question);

// Where the conversation stands as the answer begins.
Dialogue dialogue_of(const Question& question, const std::vector<Word>& words);

}  // namespace parlance::ai
