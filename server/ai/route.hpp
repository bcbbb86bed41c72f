#pragma once
#include "ai/reply.hpp"

namespace parlance::ai {

// Decides which use case answers: what the conversation waits for first, then what the message says by itself, then the
// articles.
Task<> route(Turn& turn);

}  // namespace parlance::ai
