#pragma once
#include <string_view>

// What belongs to a word, byte by byte: beyond ASCII everything does.
namespace parlance::ai {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool is_word_byte(char c) { return is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }
inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// `word` in lower case.
inline bool starts_with_word(std::string_view text, std::size_t at, std::string_view word) {
  if (at + word.size() > text.size() || (at > 0 && is_word_byte(text[at - 1]))) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(text[at + i]) != word[i]) return false;
  return !is_word_byte(word.back()) || at + word.size() == text.size() || !is_word_byte(text[at + word.size()]);
}

}  // namespace parlance::ai
