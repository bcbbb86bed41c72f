#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "ai/nlu/entities/calendar.hpp"
#include "ai/nlu/entities/entity.hpp"
#include "ai/nlu/entities/lexicon.hpp"
#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// A word, or a part of one where digits and letters meet ("3pm", "11h30") or an article is elided ("l'heure").
struct Token {
  std::string_view text;        // folded
  std::size_t start, end;       // bytes in the message
  std::span<const Term> terms;  // what it may mean
  bool digits;
};

// What a part of the grammar has read: tokens up to `end`.
template <class T>
struct Read {
  T value;
  std::size_t end;
};
template <class T>
using Maybe = std::optional<Read<T>>;

// A message as the recognisers see it. Views the words that it is made from.
class Message {
 public:
  Message(std::string_view text, const std::vector<Word>& words, const Clock& clock);

  std::string_view text() const { return text_; }
  const std::vector<Word>& words() const { return words_; }
  std::size_t size() const { return tokens_.size(); }
  const Token& operator[](std::size_t i) const { return tokens_[i]; }
  Tongue language() const { return language_; }
  const Calendar& calendar() const { return calendar_; }
  bool has_digits() const { return has_digits_; }

  // What stands between a token and the one before it; of the first and past the last, what is beyond.
  std::string_view gap(std::size_t i) const;
  // Stands beside the one before it: nothing but a space or a comma in between.
  bool follows(std::size_t i) const;
  // Exactly this in between.
  bool joined(std::size_t i, std::string_view by) const { return i < size() && i > 0 && gap(i) == by; }

  // The token's meaning in this role where the message's language allows it; `cued` says that it stands beside a cue.
  const Term* term(std::size_t i, Role role, bool cued = false) const;
  bool is(std::size_t i, Role role) const { return term(i, role) != nullptr; }
  // A number in digits.
  std::optional<int> digits(std::size_t i) const;

 private:
  void cut(const Word& word);
  void add(std::string_view folded, std::size_t start, std::size_t end, bool digits);
  void tell_language();

  std::string_view text_;
  const std::vector<Word>& words_;
  std::vector<Token> tokens_;
  Calendar calendar_;
  Tongue language_ = Tongue::none;
  bool has_digits_ = false;
};

}  // namespace parlance::ai::nlu
