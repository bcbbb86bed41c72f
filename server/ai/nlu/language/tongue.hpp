#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// A language that the engine answers in.
enum class Tongue : std::uint8_t { none, english, german, french, spanish, portuguese };

// Their names in ISO 639-1, in that order.
inline constexpr auto kOurLanguages = std::to_array<std::string_view>({"en", "de", "fr", "es", "pt"});

// As ISO 639-1 names it; empty: none.
std::string_view code_of(Tongue tongue);
// Of a tag as BCP 47 writes it: "de-AT" is German. None where it is not one of ours.
Tongue tongue_named(std::string_view tag);

// The one that these words are in: which most of them are among the commonest of. `before`, which the customer wrote
// last, stands until another is clearly ahead; none: they have not said anything that tells. `page`, the one of the
// page that they write in, decides between several.
Tongue tongue_of(const std::vector<Word>& words, Tongue before, Tongue page);

}  // namespace parlance::ai::nlu
