#include "ai/nlu/sentences.hpp"

namespace parlance::ai::nlu {
namespace {

// "1.500" and "e.g." have a full stop and no space after it.
bool ends_sentence(std::string_view between) {
  const auto mark = between.find_first_of(".?!:;\n");
  return mark != between.npos && (between[mark] == '\n' || between.find_first_of(" \n\t", mark) != between.npos);
}

}  // namespace

std::vector<std::span<const Word>> sentences_of(std::string_view text, std::span<const Word> words) {
  std::vector<std::span<const Word>> out;
  std::size_t first = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    if (!last && !ends_sentence(text.substr(words[i].end, words[i + 1].start - words[i].end))) continue;
    out.push_back(words.subspan(first, i + 1 - first));
    first = i + 1;
  }
  return out;
}

}  // namespace parlance::ai::nlu
