#include "ai/manner.hpp"

#include <fmt/format.h>

namespace parlance::ai {
namespace {

void write_member(json::Writer& out, std::string_view name, std::string_view value, double confidence) {
  out.key(name);
  value.empty() ? out.null() : out.string(value);
  out.key(fmt::format("{}_confidence", name));
  value.empty() ? out.null() : out.raw(fmt::format("{:.3f}", confidence));
}

}  // namespace

Manner manner_of(std::string_view text) {
  Manner out{nlu::detect(text), {}};
  if (out.language.is_ours() || !out.language.reliable) out.sentiment = nlu::sentiment_of(text, out.language);
  return out;
}

void write_manner(json::Writer& out, const Manner& manner) {
  write_member(out, "language", manner.language.code, manner.language.confidence);
  const auto sentiment = manner.sentiment.value_or(nlu::Sentiment{});
  write_member(out, "sentiment", sentiment.label, sentiment.confidence);
}

}  // namespace parlance::ai
