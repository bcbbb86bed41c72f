#include "ai/nlu/speech_act.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kMaxWords = 7;

constexpr auto kYes = std::to_array<std::string_view>(
    {"yes",     "yep",       "yeah",    "yup",        "ya",         "y",         "sure",        "ok",     "okay",
     "correct", "right",     "exactly", "absolutely", "definitely", "certainly", "affirmative", "fine",   "agreed",
     "confirm", "confirmed", "course",  "indeed",     "proceed",    "aye",       "ja",          "jawohl", "klar",
     "genau",   "oui",       "ouais",   "daccord",    "si",         "claro",     "vale",        "sim"});
constexpr auto kNo = std::to_array<std::string_view>(
    {"no", "nope", "nah", "n", "not", "dont", "negative", "wrong", "incorrect", "nein", "nicht", "non", "pas", "nao"});
constexpr auto kAbandon = std::to_array<std::string_view>({"cancel", "stop", "abort", "nevermind", "never", "forget",
                                                           "quit", "leave", "changed", "abbrechen", "vergiss",
                                                           "annuler", "oubliez", "olvidalo", "olvida", "esquece"});
constexpr auto kFiller = std::to_array<std::string_view>(
    {"please",  "thanks",   "thank",    "you",     "do",       "it",    "that",   "thats", "this",   "is",
     "of",      "go",       "ahead",    "create",  "open",     "send",  "add",    "i",     "would",  "like",
     "love",    "more",     "details",  "the",     "to",       "a",     "me",     "tell",  "show",   "for",
     "now",     "mind",     "very",     "much",    "all",      "good",  "sounds", "great", "lets",   "ticket",
     "about",   "id",       "just",     "not",     "well",     "oh",    "um",     "and",   "really", "today",
     "be",      "with",     "comment",  "perfect", "actually", "yet",   "sorry",  "but",   "my",     "hmm",
     "wait",    "oops",     "bitte",    "danke",   "gern",     "gerne", "merci",  "svp",   "por",    "favor",
     "gracias", "obrigado", "obrigada", "lo",      "es",       "le",    "la"});
// Who says no more than such a yes and thanks is done with it.
constexpr auto kWeakYes = std::to_array<std::string_view>({"ok", "okay", "fine", "right", "sure"});
constexpr auto kThanks =
    std::to_array<std::string_view>({"thanks", "thank", "danke", "merci", "gracias", "obrigado", "obrigada"});

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

SpeechAct of(std::string_view word) {
  if (among(kAbandon, word)) return SpeechAct::abandon;
  if (among(kNo, word)) return SpeechAct::no;
  if (among(kYes, word)) return SpeechAct::yes;
  return SpeechAct::none;
}

bool is_phrase(const std::vector<Word>& words, std::string_view a, std::string_view b) {
  return std::ranges::adjacent_find(words, [&](const Word& x, const Word& y) { return x.text == a && y.text == b; }) !=
         words.end();
}

}  // namespace

SpeechAct speech_act(const std::vector<Word>& words) {
  if (words.empty() || words.size() > kMaxWords) return SpeechAct::none;
  const bool nothing_more =
      std::ranges::all_of(words, [](const Word& w) { return of(w.text) != SpeechAct::none || among(kFiller, w.text); });
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
  const bool go_ahead = is_phrase(words, "go", "ahead") || is_phrase(words, "do", "it") ||
                        is_phrase(words, "sounds", "good") || is_phrase(words, "please", "do") ||
                        is_phrase(words, "tell", "me") || is_phrase(words, "create", "it") ||
                        is_phrase(words, "open", "it") || (words.size() == 1 && words[0].text == "please") ||
                        is_phrase(words, "more", "details");
  return act == SpeechAct::none && go_ahead ? SpeechAct::yes : act;
}

}  // namespace parlance::ai::nlu
