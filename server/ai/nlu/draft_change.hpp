#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// What is to be different in a ticket that was read back: "no, change the title to Broken lamp", "make it urgent".
struct DraftChange {
  enum class Field { title, description, priority };
  Field field;
  std::string text;        // as it was written; of a priority the CRM's name for it
  std::string priority{};  // where another one is wanted as well
};

// Nothing: it says no such thing, or not what it shall be. `words` must be those of `text`.
std::optional<DraftChange> draft_change(std::string_view text, const std::vector<Word>& words);

// The CRM's name of the priority that the words name last; "not urgent" is a normal one. Empty: none.
std::string_view priority_in(const std::vector<Word>& words);

// True where nothing but a priority is said: "high priority, please".
bool only_names_priority(const std::vector<Word>& words);

}  // namespace parlance::ai::nlu
