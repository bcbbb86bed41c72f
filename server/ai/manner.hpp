#pragma once
#include <optional>
#include <string_view>

#include "ai/nlu/language/detect.hpp"
#include "ai/nlu/sentiment/sentiment.hpp"
#include "base/async/task.hpp"
#include "base/encoder/encoding.hpp"
#include "base/json/writer.hpp"

namespace parlance::ai {

// How a message is written, besides what it says.
struct Manner {
  nlu::Language language;
  std::optional<nlu::Sentiment> sentiment;  // none: in a language that we know nothing of
};

// On a loop, which goes on meanwhile: where it may be English, what the message means is asked too.
Task<Manner> manner_of(std::string text, encoder::Encoding& encoding);

// As members of an object: language, language_confidence, sentiment, sentiment_confidence; null where unknown.
void write_manner(json::Writer& out, const Manner& manner);

}  // namespace parlance::ai
