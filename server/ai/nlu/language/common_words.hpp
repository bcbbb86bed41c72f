#pragma once
#include <string_view>

#include "ai/nlu/language/tongue.hpp"

namespace parlance::ai::nlu {

// Which of them have this among their commonest words, a bit each; 0: none. `word` as `words()` gives it.
unsigned languages_with(std::string_view word);

}  // namespace parlance::ai::nlu
