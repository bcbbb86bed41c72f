#pragma once
#include <array>
#include <string_view>

#include "ai/wording/say.hpp"

namespace parlance::ai {

struct Sentence {
  Say id;
  std::string_view text;  // as fmt reads it, what is put in by its place
};
using Sentences = std::array<Sentence, kSentences>;

// By this a table has every sentence, where its number is.
consteval bool in_order(const Sentences& sentences) {
  for (std::size_t i = 0; i < sentences.size(); ++i)
    if (sentences[i].id != static_cast<Say>(i) || sentences[i].text.empty()) return false;
  return true;
}

const Sentences& english();
const Sentences& german();
const Sentences& french();
const Sentences& spanish();
const Sentences& portuguese();

}  // namespace parlance::ai
