#pragma once
#include <chrono>

#include "ai/manner.hpp"
#include "ai/types.hpp"
#include "ai/understand.hpp"

namespace parlance::ai {

// What the assistant makes of a text, with how it came to it.
struct Reasoning {
  Answer answer;
  std::vector<nlu::Guess> guesses;  // of the engine's own intents, likeliest first
  Manner manner;
  std::chrono::microseconds answered_in{}, manner_in{};
};

// As members of an object. For whoever keeps the server `trace` is told whole; for a customer without what failed and
// what was spent.
enum class ToldTo { customer, operator_ };
void write(json::Writer& out, const Reasoning& reasoning, ToldTo whom);

}  // namespace parlance::ai
