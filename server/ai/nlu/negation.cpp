#include "ai/nlu/negation.hpp"

#include <algorithm>
#include <array>

#include "ai/nlu/intents.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kReach = 3;      // words from the negation to what it negates
constexpr std::size_t kWishReach = 7;  // "don't want you to …"
constexpr auto kNegations = std::to_array<std::string_view>({"dont", "not", "never", "no", "without"});
constexpr auto kWishes = std::to_array<std::string_view>({"want", "need", "like", "wish"});
constexpr auto kBreaks = std::to_array<std::string_view>({"and", "but", "please", "so", "then", "because", "anymore"});

struct Acts {
  std::string_view intent;
  std::vector<std::string_view> words;
};

const std::vector<Acts>& acts() {
  static const std::vector<Acts> kActs = {
      {intent::kHuman, {"human", "person", "agent", "someone", "somebody", "representative", "operator", "people"}},
      {intent::kCancelOrder, {"cancel", "cancelling", "cancelled"}},
      {intent::kCreateTicket, {"open", "create", "raise", "file", "submit", "ticket"}},
      {intent::kRefund, {"refund", "refunded", "refunds"}},
      {intent::kTicketStatus, {"comment", "note", "close", "reopen", "delete", "change"}},
  };
  return kActs;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

// A sign between the words ends what a negation speaks of.
bool parted(std::string_view text, const Word& left, const Word& right) {
  return text.substr(left.end, right.start - left.end).find_first_of(",.:;!?\n") != std::string_view::npos;
}

bool negates(std::string_view text, const std::vector<Word>& words, std::size_t at, const Acts& wanted) {
  const bool wish = at + 1 < words.size() && among(kWishes, words[at + 1].text);
  const auto end = std::min(words.size(), at + 1 + (wish ? kWishReach : kReach));
  for (std::size_t i = at + 1; i < end; ++i) {
    if (parted(text, words[i - 1], words[i]) || among(kBreaks, words[i].text)) return false;
    if (std::ranges::find(wanted.words, words[i].text) != wanted.words.end()) return true;
  }
  return false;
}

}  // namespace

bool is_refused(std::string_view text, const std::vector<Word>& words, std::string_view intent) {
  const auto wanted = std::ranges::find(acts(), intent, &Acts::intent);
  if (wanted == acts().end()) return false;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (among(kNegations, words[i].text) && negates(text, words, i, *wanted)) return true;
  return false;
}

}  // namespace parlance::ai::nlu
