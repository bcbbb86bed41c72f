#pragma once
#include <span>
#include <vector>

#include "ai/nlu/entities/recognise.hpp"
#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// "I mean", "no wait": what comes after it takes the place of what came before.
bool corrects(std::span<const Word> words);

// "No, 78": a number, and beside it nothing but words of yes, no and correction.
bool only_names_another(const std::vector<Word>& words, const std::vector<Entity>& entities);

}  // namespace parlance::ai::nlu
