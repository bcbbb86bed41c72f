#pragma once
#include <array>
#include <string_view>

namespace parlance::ai::nlu {

// The languages that the engine answers in, as ISO 639-1 names them.
inline constexpr auto kOurLanguages = std::to_array<std::string_view>({"en", "de", "fr", "es", "pt"});

// Which of them have this among their commonest words, a bit each; 0: none. `word` as `words()` gives it.
unsigned languages_with(std::string_view word);

}  // namespace parlance::ai::nlu
