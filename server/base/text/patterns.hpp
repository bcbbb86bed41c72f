#pragma once
#include <span>
#include <string_view>

#include "base/text/words.hpp"

namespace parlance {

// A pattern is words side by side. An asterisk at a word's end stands for any ending, ".." for up to four words.
bool stands_at(std::span<const Word> words, std::size_t at, std::string_view pattern);

// A pattern that is looked for begins with a letter or digit.
bool has_pattern(std::span<const Word> words, std::string_view pattern);
bool has_pattern(std::span<const Word> words, std::span<const std::string_view> any);

}  // namespace parlance
