#include "ai/nlu/consent.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "ai/nlu/change_words.hpp"
#include "ai/nlu/consent_words.hpp"
#include "base/text/patterns.hpp"
#include "base/utf8.hpp"

namespace parlance::ai::nlu {
namespace {

using Phrases = std::span<const std::string_view>;

constexpr std::size_t kLongest = 12;  // words
constexpr std::string_view kQuestionMarks[] = {"?", "¿", "？", "؟", "❓", "❔", "⁉", "⁈", "‽"};
constexpr std::string_view kThanking[] = {"thank", "thx", "dank", "merci", "gracias", "obrigad"};  // beginnings

bool has_any(std::string_view text, Phrases signs) {
  return std::ranges::any_of(signs, [&](std::string_view sign) { return text.contains(sign); });
}

// What is struck out or quoted is not said.
bool takes_back(std::string_view text) {
  return has_any(text, kQuestionMarks) || has_any(text, kThumbsDown) || text.contains("~~") ||
         trim(text).starts_with('>');
}

bool is_thanks(const Word& word) {
  return std::ranges::any_of(kThanking, [&](std::string_view begin) { return word.text.starts_with(begin); });
}

Phrases said_of(Change change) {
  switch (change) {
    case Change::open_ticket:
      return kOpenIt;
    case Change::comment:
      return kCommentIt;
    case Change::close:
      return kCloseIt;
    case Change::cancel:
      return kCancelIt;
    case Change::hand_over:
      return kPassIt;
  }
  return {};
}

Phrases things_of(Change change) {
  if (change == Change::cancel) return kTheOrder;
  if (change == Change::comment) return kTheComment;
  return kTheTicket;
}

std::size_t size_of(std::string_view phrase) { return static_cast<std::size_t>(std::ranges::count(phrase, ' ')) + 1; }

// Whether a message is made of phrases of an agreement and nothing else. Every way to part it into such is tried, each
// rest of it once in each state.
class Agreement {
 public:
  Agreement(std::string_view text, std::span<const Word> words, Change change, std::string_view number)
      : text_(text),
        words_(words),
        change_(change),
        number_(parlance::words(number)),
        thanks_(std::ranges::any_of(words, is_thanks)) {}

  bool holds() { return words_.size() <= kLongest && rest(0, {}); }

 private:
  // What was said up to a place.
  struct Said {
    bool agrees = false;
    bool acts = false;   // named the change
    bool joins = false;  // the last part only joins the next one
    bool owes = false;   // what is to be changed was named, and the change is still to come
    std::size_t state() const { return agrees * 8U + acts * 4U + joins * 2U + owes; }
  };

  bool rest(std::size_t at, Said said) {
    if (at == words_.size()) return said.agrees && !said.joins && !said.owes;
    if (std::exchange(tried_[at][said.state()], true)) return false;
    return agreeing(at, said) || acting(at, said) || naming(at, said) || beside(at, said);
  }

  template <class F>
  bool any(Phrases phrases, std::size_t at, F then) {
    return std::ranges::any_of(phrases, [&](std::string_view phrase) {
      return stands_at(words_, at, phrase) && rest(at + size_of(phrase), then(phrase));
    });
  }

  bool agreeing(std::size_t at, Said said) {
    if (words_[at].text == "si" && !says_si(at)) return false;
    return any(kAgreeing, at, [&](std::string_view phrase) {
      return Said{said.agrees || !thanks_ || among(kFirm, phrase), said.acts, false, said.owes};
    });
  }

  bool acting(std::size_t at, Said said) {
    const Said told{true, true, false, false};
    const Said half{said.agrees || said.owes, true, false, false};  // "cancel", of which more has to be said
    return any(said_of(change_), at, [&](auto) { return told; }) ||
           (change_ == Change::cancel && any(kCancelBehindYes, at, [&](auto) { return half; }));
  }

  // What is to be changed, or its number: beside the change it says which, beside a yes too.
  bool naming(std::size_t at, Said said) {
    const auto count = number_.size();
    const bool own = count > 0 && at + count <= words_.size() &&
                     std::ranges::equal(words_.subspan(at, count), number_, {}, &Word::text, &Word::text);
    if (own && rest(at + count, {said.agrees || said.acts, said.acts, false, false})) return true;
    return any(things_of(change_), at,
               [&](auto) { return Said{said.agrees || said.acts, said.acts, false, !said.acts}; });
  }

  bool beside(std::size_t at, Said said) {
    const bool begun = said.agrees || said.acts;
    return (!begun && any(kLeadIns, at, [&](auto) { return said; })) ||
           any(kCourtesies, at,
               [&](auto phrase) {
                 const bool open = said.joins && !has_any(phrase, kThanking);  // "yes, and now"
                 return Said{said.agrees, said.acts, open, said.owes};
               }) ||
           (begun && any(kJoiningParts, at, [&](auto) { return Said{said.agrees, said.acts, true, said.owes}; }));
  }

  // And not "if".
  bool says_si(std::size_t at) const {
    const auto& word = words_[at];
    const bool accent = word.end - word.start > word.text.size();
    const bool ends = at + 1 == words_.size() || std::string_view(",.;!").contains(text_[word.end]);
    return accent || ends || among(kBehindSi, words_[at + 1].text);
  }

  std::string_view text_;
  std::span<const Word> words_;
  Change change_;
  std::vector<Word> number_;
  bool thanks_;
  std::array<std::array<bool, 16>, kLongest> tried_{};
};

}  // namespace

bool consents(std::string_view text, const std::vector<Word>& words, Change change, std::string_view number) {
  if (takes_back(text) || has_pattern(words, kNoYes)) return false;
  if (words.empty()) return has_any(text, kThumbsUp);
  const bool one_word = words.size() == 1 && (words.front().text == "please" || words.front().text == "y");
  return one_word || Agreement(text, words, change, number).holds();
}

bool declines(std::string_view text, const std::vector<Word>& words) {
  if (words.empty()) return has_any(text, kThumbsDown);
  return std::ranges::any_of(kRefusingIt, [&](std::string_view phrase) {
    return size_of(phrase) == words.size() && stands_at(words, 0, phrase);
  });
}

bool asks_to_cancel(const std::vector<Word>& words) {
  return has_pattern(words, kCancelIt) || has_pattern(words, kCancelBehindYes);
}

bool asks_to_close(const std::vector<Word>& words) { return has_pattern(words, kCloseIt); }

}  // namespace parlance::ai::nlu
