#pragma once
#include "ai/model/types.hpp"
#include "ai/prompt/masking.hpp"
#include "ai/settings.hpp"
#include "ai/types.hpp"

namespace parlance::ai {

// A conversation as a model is told it: the last messages word for word, as many as `max_tokens` hold, and of the ones
// before what they were about.
struct History {
  std::vector<model::Message> messages;  // oldest first; the question is the last
  std::string earlier;                   // empty: nothing was left out
};

// A rough estimate, on the high side for prose.
std::int64_t tokens_of(std::string_view text);

// What must not leave the house is masked; what is empty then is left out, the question too. `messages` oldest first,
// the question among them; what came after it is left out.
History history_of(const std::vector<chat::Message>& messages, const Question& question,
                   const std::vector<Hidden>& hidden, std::int64_t max_tokens);

}  // namespace parlance::ai
