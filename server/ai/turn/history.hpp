#pragma once
#include "ai/model/types.hpp"
#include "ai/settings.hpp"
#include "ai/types.hpp"

namespace parlance::ai {

// A conversation as a model is told it: the last messages word for word, as many as `max_tokens` hold, and of the ones
// before what they were about.
struct History {
  std::vector<model::Message> messages;  // oldest first; the question is the last
  std::string earlier;                   // empty: nothing was left out
};

// A rough upper bound that holds for every vendor and script.
std::int64_t tokens_of(std::string_view text);

// What must not leave the house is masked. `messages` oldest first, the question among them; what came after it is left
// out.
History history_of(const std::vector<chat::Message>& messages, const Question& question,
                   const std::vector<std::pair<std::string, std::string_view>>& hidden, std::int64_t max_tokens);

}  // namespace parlance::ai
