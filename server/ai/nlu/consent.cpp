#include "ai/nlu/consent.hpp"

#include <algorithm>
#include <span>

#include "ai/nlu/change_words.hpp"
#include "ai/nlu/consent_words.hpp"
#include "ai/nlu/speech_act_words.hpp"
#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

using Phrases = std::span<const std::string_view>;

constexpr std::size_t kLongest = 12;  // words
constexpr std::string_view kQuestionMarks[] = {"?", "¿", "？", "؟"};

bool has_any(std::string_view text, Phrases signs) {
  return std::ranges::any_of(signs, [&](std::string_view sign) { return text.contains(sign); });
}

// What is struck out or quoted is not said.
bool takes_back(std::string_view text) {
  return has_any(text, kQuestionMarks) || has_any(text, kThumbsDown) || text.contains("~~") || text.starts_with('>');
}

bool is_condition(std::string_view text, const std::vector<Word>& words) {
  return has_pattern(words, kIf) && !text.contains("í") && !text.contains("Í") && !text.contains(',');
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

std::size_t size_of(std::string_view phrase) { return static_cast<std::size_t>(std::ranges::count(phrase, ' ')) + 1; }

// What of an agreement the words behind a place are, and whether the whole is one.
class Agreement {
 public:
  Agreement(std::span<const Word> words, Change change, std::string_view number)
      : words_(words),
        change_(change),
        number_(number),
        thanks_(std::ranges::any_of(words, [](const Word& word) { return among(kThanks, word.text); })) {}

  bool holds() { return words_.size() <= kLongest && rest(0, {}); }

 private:
  struct Said {
    bool agrees = false, joins = false;  // a part that agrees was said; the last one was a joint
  };

  bool rest(std::size_t at, Said said) {
    if (at == words_.size()) return said.agrees && !said.joins;
    return any(kAgreeing, at, said, &Agreement::agree) || any(said_of(change_), at, said, &Agreement::agree) ||
           cancel_behind_yes(at, said) || named(at, said) || any(kCourtesies, at, said, &Agreement::pass) ||
           (at > 0 && any(kJoiningParts, at, said, &Agreement::join));
  }

  using Step = Said (Agreement::*)(Said, std::string_view) const;
  bool any(Phrases phrases, std::size_t at, Said said, Step then) {
    return std::ranges::any_of(phrases, [&](std::string_view phrase) {
      return stands_at(words_, at, phrase) && rest(at + size_of(phrase), (this->*then)(said, phrase));
    });
  }
  Said agree(Said said, std::string_view phrase) const {
    const bool weak = thanks_ && among(kWeakAgreeing, phrase);
    return {said.agrees || !weak, false};
  }
  Said pass(Said said, std::string_view) const { return {said.agrees, false}; }
  Said join(Said said, std::string_view) const { return {said.agrees, true}; }

  bool cancel_behind_yes(std::size_t at, Said said) {
    return change_ == Change::cancel && said.agrees && any(kCancelBehindYes, at, said, &Agreement::agree);
  }

  // "Ticket 77", "close 77": the very one.
  bool named(std::size_t at, Said said) {
    if (number_.empty()) return false;
    const auto own = [&](std::size_t i) { return i < words_.size() && words_[i].text == number_; };
    if (own(at)) return rest(at + 1, said);
    const Phrases nouns = change_ == Change::cancel ? Phrases(kOrderWords) : Phrases(kTicketWords);
    return std::ranges::any_of(nouns,
                               [&](std::string_view noun) {
                                 const auto behind = at + size_of(noun);
                                 return stands_at(words_, at, noun) && own(behind) && rest(behind + 1, said);
                               }) ||
           (change_ == Change::cancel && words_[at].text == "cancel" && own(at + 1) && rest(at + 2, {true, false}));
  }

  std::span<const Word> words_;
  Change change_;
  std::string_view number_;
  bool thanks_;
};

}  // namespace

bool consents(std::string_view text, const std::vector<Word>& words, Change change, std::string_view number) {
  if (takes_back(text) || has_pattern(words, kNoYes) || is_condition(text, words)) return false;
  if (words.empty()) return has_any(text, kThumbsUp);
  const bool only_please = words.size() == 1 && words.front().text == "please";
  return only_please || Agreement(words, change, number).holds();
}

bool is_thumb_down(std::string_view text, const std::vector<Word>& words) {
  return words.empty() && has_any(text, kThumbsDown);
}

bool asks_to_cancel(const std::vector<Word>& words) {
  return has_pattern(words, kCancelIt) || has_pattern(words, kCancelBehindYes);
}

bool asks_to_close(const std::vector<Word>& words) { return has_pattern(words, kCloseIt); }

}  // namespace parlance::ai::nlu
