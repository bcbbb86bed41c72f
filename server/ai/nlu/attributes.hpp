#pragma once
#include <span>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// What a short message asks of a thing that was spoken of: "who is looking after it?".
enum class Attribute { none, assignee, priority, status, contents, total, age };

// In all languages of the engine.
Attribute attribute_of(std::span<const Word> words);

}  // namespace parlance::ai::nlu
