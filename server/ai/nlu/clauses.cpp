#include "ai/nlu/clauses.hpp"

#include <algorithm>
#include <array>

#include "ai/nlu/sentences.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr auto kJoining = std::to_array<std::string_view>(
    {"and", "also", "plus", "und", "sowie", "ausserdem", "y", "ademas", "et", "puis", "e", "alem"});

// "é" is folded to "e", and yet is a verb.
bool joins(const Word& word) {
  return word.end - word.start == word.text.size() &&
         std::ranges::find(kJoining, std::string_view(word.text)) != kJoining.end();
}

}  // namespace

std::vector<std::span<const Word>> clauses_of(std::string_view text, std::span<const Word> words) {
  std::vector<std::span<const Word>> out;
  for (auto sentence : sentences_of(text, words)) {
    for (auto at = std::ranges::find_if(sentence.subspan(1), joins); at != sentence.end();
         at = std::ranges::find_if(sentence.subspan(1), joins)) {
      const auto length = static_cast<std::size_t>(at - sentence.begin());
      out.push_back(sentence.first(length));
      sentence = sentence.subspan(length);
    }
    out.push_back(sentence);
  }
  return out;
}

}  // namespace parlance::ai::nlu
