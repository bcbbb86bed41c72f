#pragma once
#include "ai/model/wire.hpp"

// For tests of wires: a stream read without a socket.
namespace parlance::ai::model::testing {

struct Read {
  Outcome outcome;
  std::string shown;  // what was handed on
};

inline Read read_stream(const Wire& wire, std::initializer_list<std::string_view> pieces) {
  const auto reading = wire.read();
  http::SseReader sse;
  std::string shown;
  std::optional<Failure> failure;
  for (const auto piece : pieces) {
    const bool more = sse.feed(piece, [&](const http::SseEvent& event) {
      failure = reading->take(event, [&](std::string_view text) { shown += text; });
      return !failure && !reading->done();
    });
    if (!more) break;
  }
  return {failure ? Outcome(std::unexpected(*failure)) : reading->end(), shown};
}

// The stream as it is, and cut at each of its bytes; what is not read alike gives the byte, what is, -1.
inline std::ptrdiff_t where_a_cut_shows(const Wire& wire, std::string_view stream) {
  const auto say = [](const Read& read) {
    std::string out = read.shown + "|";
    if (!read.outcome) return out + std::string(name_of(read.outcome.error().kind));
    for (const auto& call : read.outcome->calls) out += call.name + call.arguments + "|";
    return out + read.outcome->text + read.outcome->raw;
  };
  const auto whole = say(read_stream(wire, {stream}));
  for (std::size_t at = 0; at <= stream.size(); ++at)
    if (say(read_stream(wire, {stream.substr(0, at), stream.substr(at)})) != whole)
      return static_cast<std::ptrdiff_t>(at);
  return -1;
}

}  // namespace parlance::ai::model::testing
