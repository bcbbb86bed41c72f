#pragma once
#include "ai/subjects.hpp"

namespace parlance::ai {

// Answers what is asked of a thing that was spoken of: who has it, how it stands, what was in it. False: nothing is.
Task<bool> answer_attribute(Turn& turn, const Subjects& about);

}  // namespace parlance::ai
