#include "ai/nlu/language/tongue.hpp"

#include <algorithm>

#include "ai/nlu/language/common_words.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kLookedAt = 40;  // words
constexpr int kClearly = 2;            // words by which another language is ahead where one is spoken already

Tongue at(std::size_t index) { return static_cast<Tongue>(index + 1); }
std::size_t index_of(Tongue tongue) { return static_cast<std::size_t>(tongue) - 1; }

}  // namespace

std::string_view code_of(Tongue tongue) {
  return tongue == Tongue::none ? std::string_view() : kOurLanguages.at(index_of(tongue));
}

Tongue tongue_named(std::string_view tag) {
  const auto found = std::ranges::find(kOurLanguages, tag.substr(0, tag.find_first_of("-_")));
  return found == kOurLanguages.end() ? Tongue::none : at(static_cast<std::size_t>(found - kOurLanguages.begin()));
}

Tongue tongue_of(const std::vector<Word>& words, Tongue before, Tongue page) {
  std::array<int, kOurLanguages.size()> votes{};
  for (std::size_t i = 0; i < std::min(words.size(), kLookedAt); ++i) {
    const auto languages = languages_with(words[i].text);
    for (std::size_t l = 0; l < votes.size(); ++l) votes.at(l) += static_cast<int>(languages >> l & 1);
  }
  const auto best = std::ranges::max_element(votes);
  const auto ahead = [&](Tongue of) { return *best - votes.at(index_of(of)); };
  if (*best == 0 || (before != Tongue::none && ahead(before) < kClearly)) return before;
  if (page != Tongue::none && ahead(page) == 0) return page;
  return at(static_cast<std::size_t>(best - votes.begin()));
}

}  // namespace parlance::ai::nlu
