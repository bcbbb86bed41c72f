#include "ai/nlu/negation.hpp"

#include <algorithm>
#include <array>

#include "ai/nlu/refusal_words.hpp"
#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kReach = 3;         // words from the negation to what it negates
constexpr std::size_t kConnectReach = 6;  // "don't connect me to an agent"
constexpr std::size_t kWishReach = 7;     // "don't want you to …"

// A sign between the words ends what a negation speaks of, but for "nicht, dass".
bool parted(std::string_view text, const Word& left, const Word& right) {
  if (right.text == "dass") return false;
  return text.substr(left.end, right.start - left.end).find_first_of(",.:;!?\n") != std::string_view::npos;
}

bool is_act(const std::vector<Word>& words, std::size_t at, std::string_view intent) {
  return std::ranges::any_of(kActs,
                             [&](const Act& act) { return act.intent == intent && stands_at(words, at, act.verb); });
}

bool negates(std::string_view text, const std::vector<Word>& words, std::size_t at, std::string_view intent) {
  const bool wish =
      (at + 1 < words.size() && among(kWishes, words[at + 1].text)) || (at > 0 && among(kWishes, words[at - 1].text));
  const bool connects = at + 1 < words.size() && among(kConnecting, words[at + 1].text);
  if (intent == intent::kCreateTicket && at > 1 && among(kAuxiliaries, words[at - 1].text) &&
      !among(kOneself, words[at - 2].text))
    return false;
  const auto reach = wish ? kWishReach : connects ? kConnectReach : kReach;
  const auto end = std::min(words.size(), at + 1 + reach);
  for (std::size_t i = at + 1; i < end; ++i) {
    if (parted(text, words[i - 1], words[i]) || among(kBreaks, words[i].text)) return false;
    if (is_act(words, i, intent)) return true;
  }
  return false;
}

// "storniert das bitte nicht"; "nicht" before a verb of its own is that one's.
bool negates_backward(std::string_view text, const std::vector<Word>& words, std::size_t at, std::string_view intent) {
  if (!among(kNegatesBackward, words[at].text)) return false;
  for (std::size_t i = at; i > 0 && at - i < kReach; --i) {
    if (parted(text, words[i - 1], words[i])) return false;
    if (is_act(words, i - 1, intent)) return true;
  }
  return false;
}

bool is_negation(const std::vector<Word>& words, std::size_t at) {
  if (among(kNegations, words[at].text)) return true;
  if ((words[at].text == "refuse" || words[at].text == "refusing") && at > 0)
    return among(kOneself, words[at - 1].text);
  return among(kDidNot, words[at].text) && at + 1 < words.size() && among(kAsking, words[at + 1].text);
}

bool names_act(const std::vector<Word>& words, std::string_view intent) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (is_act(words, i, intent)) return true;
  return false;
}

// "Close 77? No!", "my wife wants it cancelled, but I don't".
bool ends_with_no(std::string_view text, const std::vector<Word>& words) {
  if (words.size() < 3) return false;
  const auto& before = words[words.size() - 2];
  const bool asks = text.substr(words.back().end).contains('?');  // "…, no?" is no refusal
  if (among(kLastNo, words.back().text)) return !asks && parted(text, before, words.back());
  return words.back().text == "dont" && before.text == "i";
}

}  // namespace

bool is_refused(std::string_view text, const std::vector<Word>& words, std::string_view intent) {
  if (intent == intent::kHuman && has_pattern(words, kNoCall)) return true;
  if ((has_pattern(words, kByNoMeans) || ends_with_no(text, words)) && names_act(words, intent)) return true;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (is_negation(words, i) && (negates(text, words, i, intent) || negates_backward(text, words, i, intent)))
      return true;
  return false;
}

}  // namespace parlance::ai::nlu
