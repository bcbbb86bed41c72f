#include "ai/nlu/speech_act.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "ai/nlu/speech_act_words.hpp"
#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kMaxWords = 7;

SpeechAct of(std::string_view word) {
  if (among(kAbandon, word)) return SpeechAct::abandon;
  if (among(kNo, word)) return SpeechAct::no;
  if (among(kYes, word)) return SpeechAct::yes;
  return SpeechAct::none;
}

bool is_all_of(const std::vector<Word>& words, std::string_view pattern) {
  return static_cast<std::size_t>(std::ranges::count(pattern, ' ')) + 1 == words.size() && stands_at(words, 0, pattern);
}

}  // namespace

bool is_small_word(std::string_view word) { return of(word) != SpeechAct::none || among(kFiller, word); }

SpeechAct speech_act(const std::vector<Word>& words) {
  if (words.empty() || words.size() > kMaxWords) return SpeechAct::none;
  if (std::ranges::any_of(kNoAsAWhole, [&](std::string_view pattern) { return is_all_of(words, pattern); }))
    return SpeechAct::no;
  if (std::ranges::any_of(kYesAsAWhole, [&](std::string_view pattern) { return is_all_of(words, pattern); }))
    return SpeechAct::yes;
  const bool nothing_more = std::ranges::all_of(words, [](const Word& w) { return is_small_word(w.text); });
  if (!nothing_more) return SpeechAct::none;
  auto act = SpeechAct::none;
  for (const auto& word : words) {
    const auto next = of(word.text);
    if (next == SpeechAct::abandon || (next == SpeechAct::no && act != SpeechAct::abandon) || act == SpeechAct::none)
      act = next;
  }
  const bool thanks = std::ranges::any_of(words, [](const Word& w) { return among(kThanks, w.text); });
  const bool weak = std::ranges::all_of(
      words, [](const Word& w) { return of(w.text) == SpeechAct::none || among(kWeakYes, w.text); });
  if (act == SpeechAct::yes && thanks && weak) return SpeechAct::none;
  const bool go_ahead = has_pattern(words, kGoAhead) || (words.size() == 1 && words[0].text == "please");
  return act == SpeechAct::none && go_ahead ? SpeechAct::yes : act;
}

bool gives_up(const std::vector<Word>& words, bool at_once) {
  constexpr std::size_t kLongest = 14, kLead = 3;  // words: of such a message, and of what may be said first
  if (words.size() > kLongest) return false;
  const auto end = at_once ? std::min(words.size(), kLead) : words.size();
  for (std::size_t at = 0; at < end; ++at) {
    if (std::ranges::any_of(kGivingUp, [&](std::string_view pattern) { return stands_at(words, at, pattern); }))
      return true;
    if (at_once && of(words[at].text) == SpeechAct::none && !among(kFiller, words[at].text)) return false;
  }
  return false;
}

}  // namespace parlance::ai::nlu
