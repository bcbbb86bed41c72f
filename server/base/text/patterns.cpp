#include "base/text/patterns.hpp"

#include <algorithm>

namespace parlance {
namespace {

constexpr std::string_view kGap = "..";
constexpr std::size_t kMostBetween = 4;  // words

bool is_like(std::string_view word, std::string_view wanted) {
  return wanted.ends_with('*') ? word.starts_with(wanted.substr(0, wanted.size() - 1)) : word == wanted;
}

}  // namespace

bool stands_at(std::span<const Word> words, std::size_t at, std::string_view pattern) {
  while (!pattern.empty()) {
    const auto space = std::min(pattern.find(' '), pattern.size());
    const auto wanted = pattern.substr(0, space);
    pattern.remove_prefix(std::min(space + 1, pattern.size()));
    if (wanted == kGap) {
      for (std::size_t skipped = 0; skipped <= kMostBetween && at + skipped < words.size(); ++skipped)
        if (stands_at(words, at + skipped, pattern)) return true;
      return false;
    }
    if (at >= words.size() || !is_like(words[at++].text, wanted)) return false;
  }
  return true;
}

bool has_pattern(std::span<const Word> words, std::string_view pattern) {
  // Every message is held against hundreds of these: the first letter rules out nearly all.
  for (std::size_t at = 0; at < words.size(); ++at)
    if (words[at].text.starts_with(pattern.front()) && stands_at(words, at, pattern)) return true;
  return false;
}

bool has_pattern(std::span<const Word> words, std::span<const std::string_view> any) {
  return std::ranges::any_of(any, [&](std::string_view pattern) { return has_pattern(words, pattern); });
}

}  // namespace parlance
