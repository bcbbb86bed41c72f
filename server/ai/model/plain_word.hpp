#pragma once
#include <algorithm>
#include <string_view>

namespace parlance::ai::model {

// A vendor's word for an error ("rate_limit_error", "RESOURCE_EXHAUSTED"), which may be logged; what else may stand in
// its place, an echoed key even, may not.
inline std::string_view plain_word(std::string_view word) {
  constexpr std::size_t kLongest = 64;
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return word.size() <= kLongest && std::ranges::all_of(word, is_plain) ? word : "other";
}

}  // namespace parlance::ai::model
