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

Task<Manner> manner_of(std::string text, encoder::Encoding& encoding) {
  Manner out{nlu::detect(text), {}};
  if (!out.language.is_ours() && out.language.reliable) co_return out;
  std::optional<encoder::Vector> meaning;
  if (nlu::needs_meaning(out.language)) meaning = co_await encoding.question(text);
  out.sentiment = nlu::sentiment_of(text, meaning ? &*meaning : nullptr);
  co_return out;
}

void write_manner(json::Writer& out, const Manner& manner) {
  write_member(out, "language", manner.language.code, manner.language.confidence);
  const auto sentiment = manner.sentiment.value_or(nlu::Sentiment{});
  write_member(out, "sentiment", sentiment.label, sentiment.confidence);
}

}  // namespace parlance::ai
