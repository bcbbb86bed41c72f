#include "ai/nlu/entities/message.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text/ascii.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::string_view kCurly = "\u2019", kNoBreak = "\u00A0", kNarrow = "\u202F";
constexpr std::size_t kAbbreviation = 4;  // letters before a full stop that ends no sentence

// "l'heure", "d'une": bytes up to the apostrophe's end; none elsewhere.
std::size_t elision(std::string_view original) {
  if (original.size() < 3 || std::string_view("dlnjDLNJ").find(original[0]) == std::string_view::npos) return 0;
  if (original[1] == '\'') return 2;
  return original.substr(1).starts_with(kCurly) ? 1 + kCurly.size() : 0;
}

// Bytes of the run of digits, or of what are none, at the beginning.
std::size_t run(std::string_view text) {
  std::size_t n = 1;
  while (n < text.size() && is_digit(text[n]) == is_digit(text[0])) ++n;
  return n;
}

}  // namespace

Message::Message(std::string_view text, const std::vector<Word>& words, const Clock& clock)
    : text_(text), words_(words), calendar_(clock) {
  tokens_.reserve(words.size() + 8);
  for (const auto& word : words) cut(word);
  tell_language();
}

void Message::cut(const Word& word) {
  std::string_view folded = word.text, original = text_.substr(word.start, word.end - word.start);
  auto start = word.start;
  if (const auto skip = elision(original); skip != 0 && skip < original.size()) {
    add(folded.substr(0, 1), start, start + skip, false);
    folded.remove_prefix(1), original.remove_prefix(skip), start += skip;
  }
  while (!folded.empty() && !original.empty()) {
    auto here = run(original), there = run(folded);
    // Where folding has changed what is a digit, the rest is one token.
    if (is_digit(original[0]) != is_digit(folded[0]) || (here == original.size()) != (there == folded.size()))
      here = original.size(), there = folded.size();
    add(folded.substr(0, there), start, start + here, is_digit(folded[0]) && is_digit(folded[there - 1]));
    folded.remove_prefix(there), original.remove_prefix(here), start += here;
  }
}

void Message::add(std::string_view folded, std::size_t start, std::size_t end, bool digits) {
  has_digits_ = has_digits_ || digits;
  tokens_.push_back({folded, start, end, digits ? std::span<const Term>{} : terms_of(folded), digits});
}

void Message::tell_language() {
  std::array<int, 6> votes{};
  for (const auto& token : tokens_) {
    std::array<bool, 6> says{};
    for (const auto& term : token.terms)
      if (term.trust == Trust::full || term.role == Role::marker)
        says.at(static_cast<std::size_t>(term.language)) = true;
    // A word of one language says more than one that several share.
    const auto shared = static_cast<int>(std::ranges::count(says, true));
    for (std::size_t i = 1; i < votes.size(); ++i)
      if (says.at(i)) votes.at(i) += 12 / std::max(shared, 1);
  }
  const auto best = std::max_element(votes.begin() + 1, votes.end());
  if (*best > 0) language_ = static_cast<Tongue>(best - votes.begin());
}

std::string_view Message::gap(std::size_t i) const {
  const auto from = i == 0 || tokens_.empty() ? 0 : tokens_[std::min(i, size()) - 1].end;
  const auto to = i < size() ? tokens_[i].start : text_.size();
  return text_.substr(from, to - from);
}

bool Message::follows(std::size_t i) const {
  if (i == 0 || i >= size()) return false;
  auto between = gap(i);
  if (between.starts_with('.')) {
    const auto& before = tokens_[i - 1];
    if (!before.digits && before.text.size() > kAbbreviation) return false;
    between.remove_prefix(1);
  }
  if (between.starts_with(",") || between.starts_with(" ,")) between.remove_prefix(between[0] == ',' ? 1 : 2);
  while (!between.empty()) {
    if (between[0] == ' ')
      between.remove_prefix(1);
    else if (between.starts_with(kNoBreak) || between.starts_with(kNarrow))
      between.remove_prefix(between.starts_with(kNoBreak) ? kNoBreak.size() : kNarrow.size());
    else
      return false;
  }
  return true;
}

const Term* Message::term(std::size_t i, Role role, bool cued) const {
  if (i >= size()) return nullptr;
  const Term* found = nullptr;
  for (const auto& term : tokens_[i].terms) {
    if (term.role != role || (term.trust == Trust::own && term.language != language_) ||
        (term.trust == Trust::cued && (!cued || (language_ != Tongue::none && term.language != language_))))
      continue;
    if (term.language == language_) return &term;
    if (!found) found = &term;
  }
  return found;
}

std::optional<int> Message::digits(std::size_t i) const {
  int value = 0;
  if (i >= size() || !tokens_[i].digits || tokens_[i].text.size() > 8) return std::nullopt;
  const auto& text = tokens_[i].text;
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{} ? std::optional(value)
                                                                                          : std::nullopt;
}

}  // namespace parlance::ai::nlu
