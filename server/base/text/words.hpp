#pragma once
#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlance {

// A word as it is compared: lower case, without accents, apostrophes dropped ("what's" is "whats").
struct Word {
  std::string text;
  std::size_t start = 0, end = 0;  // bytes in the text it stood in
};

// Runs of letters and digits, in order. `text` must be UTF-8.
std::vector<Word> words(std::string_view text);

// An English word without its commonest endings, for searching: "resetting" and "resets" become "reset".
std::string stem(std::string_view word);

// Words that carry no meaning of their own in a search ("the", "how", "please").
bool is_stop_word(std::string_view word);

inline bool among(std::span<const std::string_view> list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

}  // namespace parlance
