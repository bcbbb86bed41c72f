#include "ai/nlu/language/detect.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>

#include "ai/nlu/language/common_words.hpp"
#include "ai/nlu/language/detector.hpp"
#include "base/text/words.hpp"
#include "base/utf8.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kMaxBytes = 600;   // that are looked at
constexpr double kFewLetters = 6;        // at so many the library is right every other time
constexpr double kLeastLikeness = 0.25;  // below it is gibberish, where no word is known either
constexpr double kEnoughKnown = 0.5;     // share of the words that are a language's commonest
constexpr double kClearlyMore = 0.3;     // of them than another language has
constexpr std::size_t kShort = 6;        // words; of a longer text the library is trusted
constexpr std::size_t kTooShort = 2;     // words, from which no language is told but ours
constexpr std::string_view kGalician =
    "gl";  // so near to Spanish and Portuguese that a sentence of theirs often passes

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool is_wording(std::string_view word) {
  const bool named = word.find('@') != word.npos || word.find("://") != word.npos || word.starts_with("www.");
  // Where words are not parted, a number stands among them.
  const bool code = std::ranges::all_of(word, is_ascii) && word.find_first_of("0123456789_") != word.npos;
  return !named && !code && !word.empty();
}

// Control characters (C1), which the library takes for broken text.
void drop_controls(std::string& text) {
  for (auto at = text.find('\xC2'); at != text.npos; at = text.find('\xC2', at + 1))
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) text.replace(at, 2, " ");
}

// Without what is the same in all languages: numbers, ids, addresses.
std::string wording(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if(text, is_blank) - text.begin());
    if (const auto word = text.substr(0, end); is_wording(word)) out.append(word).push_back(' ');
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  drop_controls(out);
  return out;
}

struct Letters {
  std::size_t all = 0, foreign = 0;  // in a script that no language of ours is written in
};

Letters count_letters(std::string_view text) {
  Letters out;
  for (int32_t at = 0; at < static_cast<int32_t>(text.size());) {
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, static_cast<int32_t>(text.size()), c);
    if (c < 0 || !u_isalpha(c)) continue;
    ++out.all;
    UErrorCode status = U_ZERO_ERROR;
    out.foreign += c > 0x7F && uscript_getScript(c, &status) != USCRIPT_LATIN;
  }
  return out;
}

// The language of ours that has most of the words among its commonest, where one has more than the others.
struct Vote {
  std::size_t words = 0;
  std::array<double, kOurLanguages.size()> shares{};

  explicit Vote(const std::vector<Word>& text) : words(text.size()) {
    for (const auto& word : text)
      for (auto found = languages_with(word.text); found != 0; found &= found - 1)
        shares[static_cast<std::size_t>(std::countr_zero(found))] += 1.0 / static_cast<double>(words);
  }

  std::size_t first() const { return static_cast<std::size_t>(std::ranges::max_element(shares) - shares.begin()); }
  double most() const { return shares[first()]; }
  double lead() const {
    double second = 0;
    for (std::size_t i = 0; i < shares.size(); ++i)
      if (i != first()) second = std::max(second, shares[i]);
    return most() - second;
  }
  double of(std::string_view code) const {
    const auto found = std::ranges::find(kOurLanguages, code);
    return found == kOurLanguages.end() ? 0 : shares[static_cast<std::size_t>(found - kOurLanguages.begin())];
  }
};

// Whether the words know better than the library.
bool overrules(const Vote& vote, const Detected& found) {
  if (vote.lead() <= 0 || found.code == kOurLanguages[vote.first()]) return false;
  const auto ahead = vote.most() - vote.of(found.code);
  if (found.code == kGalician) return true;
  if (!found.reliable) return ahead >= kClearlyMore || found.code.empty();
  return vote.words <= kShort && ahead >= kEnoughKnown;
}

Language by_words(const Vote& vote) {
  const bool clear = vote.most() >= kEnoughKnown && vote.lead() >= kClearlyMore;
  return {std::string(kOurLanguages[vote.first()]), clear, (vote.most() + vote.lead()) / 2};
}

Language by_detector(const Vote& vote, const Detected& found, double by_length) {
  const auto known = vote.of(found.code);
  if (!found.reliable && known == 0 && found.likeness < kLeastLikeness) return {};
  const bool backed = known >= kEnoughKnown && known >= vote.most() && vote.lead() > 0;
  Language out{found.code, found.reliable || backed, std::max(found.reliable ? by_length : by_length / 2, known)};
  if (!out.is_ours() && (vote.words <= kTooShort || found.code == kGalician)) out.reliable = false;
  return out;
}

}  // namespace

bool Language::is_ours() const { return std::ranges::find(kOurLanguages, code) != kOurLanguages.end(); }

Language detect(std::string_view text) {
  const auto wording_of_it = wording(clip(text, kMaxBytes));
  const auto letters = count_letters(wording_of_it);
  if (letters.all == 0) return {};
  const auto found = ask_detector(wording_of_it);
  const auto by_length = static_cast<double>(letters.all) / (static_cast<double>(letters.all) + kFewLetters);
  if (2 * letters.foreign > letters.all) {
    const bool fits = !found.code.empty() && found.likeness > 0;
    return fits ? Language{found.code, true, std::max(by_length, kEnoughKnown)} : Language{};
  }
  const Vote vote(words(wording_of_it));
  return overrules(vote, found) ? by_words(vote) : by_detector(vote, found, by_length);
}

}  // namespace parlance::ai::nlu
