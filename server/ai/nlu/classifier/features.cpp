#include "ai/nlu/classifier/features.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <utility>

#include "base/text/ascii.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kShortestRun = 3, kLongestRun = 5;  // bytes, with a mark at each end of the word

struct Expansion {
  std::string_view typed, meant;
};
// Contractions (their apostrophes are gone) and what is typed in haste.
constexpr auto kExpansions = std::to_array<Expansion>({
    {"arent", "are not"},     {"cannot", "can not"},  {"cant", "can not"},
    {"couldnt", "could not"}, {"didnt", "did not"},   {"doesnt", "does not"},
    {"dont", "do not"},       {"gimme", "give me"},   {"gonna", "going to"},
    {"gotta", "got to"},      {"hasnt", "has not"},   {"havent", "have not"},
    {"hows", "how is"},       {"im", "i am"},         {"isnt", "is not"},
    {"its", "it is"},         {"ive", "i have"},      {"lets", "let us"},
    {"pls", "please"},        {"plz", "please"},      {"shouldnt", "should not"},
    {"thats", "that is"},     {"theres", "there is"}, {"theyre", "they are"},
    {"thx", "thanks"},        {"u", "you"},           {"ur", "your"},
    {"wanna", "want to"},     {"wasnt", "was not"},   {"weve", "we have"},
    {"whats", "what is"},     {"wheres", "where is"}, {"wont", "will not"},
    {"wouldnt", "would not"}, {"youre", "you are"},   {"youve", "you have"},
});
static_assert(std::ranges::is_sorted(kExpansions, {}, &Expansion::typed));

void append(std::vector<std::string>& out, std::string_view word) {
  if (std::ranges::any_of(word, is_digit)) {
    const bool code = word.size() > 3 && !std::ranges::all_of(word, is_digit);
    out.emplace_back(code ? "#id" : "#");
    return;
  }
  const auto found = std::ranges::lower_bound(kExpansions, word, {}, &Expansion::typed);
  if (found == kExpansions.end() || found->typed != word) return void(out.emplace_back(word));
  const auto space = found->meant.find(' ');
  out.emplace_back(found->meant.substr(0, space));
  if (space != std::string_view::npos) out.emplace_back(found->meant.substr(space + 1));
}

// FNV-1a, folded to a place.
class Hash {
 public:
  explicit Hash(char kind) { add({&kind, 1}); }
  Hash& add(std::string_view text) {
    for (const char c : text) value_ = (value_ ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return *this;
  }
  std::uint32_t place() const { return static_cast<std::uint32_t>(value_ ^ (value_ >> 31)) & (kFeaturePlaces - 1); }

 private:
  std::uint64_t value_ = 14695981039346656037ull;
};

// Keeps the first of each, by a table that is at most half full: cheaper than sorting.
void drop_doubles(Features& features) {
  std::vector<std::uint32_t> seen(std::bit_ceil(features.size() * 2 + 1), kFeaturePlaces);
  std::erase_if(features, [&](std::uint32_t place) {
    auto at = place & (seen.size() - 1);
    while (seen[at] != kFeaturePlaces && seen[at] != place) at = (at + 1) & (seen.size() - 1);
    return std::exchange(seen[at], place) == place;
  });
}

}  // namespace

std::uint32_t place_of(char kind, std::string_view what) { return Hash(kind).add(what).place(); }

Features features_of(std::span<const Word> words) {
  std::vector<std::string> tokens;
  tokens.reserve(words.size() + 8);
  tokens.emplace_back("<");
  for (std::size_t i = 0; i < words.size(); ++i)
    if (i < kMaxFeatureWords / 2 || i + kMaxFeatureWords / 2 >= words.size()) append(tokens, words[i].text);
  tokens.emplace_back(">");
  constexpr std::size_t kFeaturesPerWord = 20;  // about
  Features out;
  out.reserve(tokens.size() * kFeaturesPerWord);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    out.push_back(Hash('2').add(tokens[i - 1]).add(" ").add(tokens[i]).place());
    if (i + 1 == tokens.size()) break;
    out.push_back(Hash('1').add(tokens[i]).place());
    const auto marked = "_" + tokens[i] + "_";
    for (auto n = kShortestRun; n <= kLongestRun; ++n)
      for (std::size_t at = 0; at + n <= marked.size(); ++at)
        out.push_back(Hash('c').add(std::string_view(marked).substr(at, n)).place());
  }
  drop_doubles(out);
  return out;
}

}  // namespace parlance::ai::nlu
