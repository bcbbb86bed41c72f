#pragma once
#include <string_view>

#include "base/text/ascii.hpp"

// What belongs to a word, byte by byte: beyond ASCII everything does.
namespace parlance::ai {

inline bool is_word_byte(char c) { return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

// In lower case, also where it is the second byte of a letter of Latin-1, whose capitals stand 32 before it in UTF-8.
inline char lower_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const bool capital = at > 0 && text[at - 1] == '\xC3' && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
  return capital ? static_cast<char>(byte + 32) : lower(text[at]);
}

// `word` in lower case.
inline bool starts_with_word(std::string_view text, std::size_t at, std::string_view word) {
  if (at + word.size() > text.size() || (at > 0 && is_word_byte(text[at - 1]))) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower_at(text, at + i) != word[i]) return false;
  return !is_word_byte(word.back()) || at + word.size() == text.size() || !is_word_byte(text[at + word.size()]);
}

}  // namespace parlance::ai
