#include "ai/reasoning.hpp"

#include <fmt/format.h>

#include <ranges>

#include "base/json/reader.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kShownGuesses = 3;

void write_guesses(json::Writer& out, const std::vector<nlu::Guess>& guesses) {
  out.key("intents").open('[');
  for (const auto& guess : guesses | std::views::take(kShownGuesses))
    out.open()
        .key("intent")
        .string(guess.intent)
        .key("confidence")
        .raw(fmt::format("{:.3f}", guess.confidence))
        .close();
  out.close(']');
}

void write_actions(json::Writer& out, const std::vector<Action>& actions) {
  out.key("actions").open('[');
  for (const auto& action : actions)
    out.open().key("name").string(action.name).key("object").string(action.object).close();
  out.close(']');
}

std::string for_customer(std::string_view trace) {
  auto object = json::parse_object(trace);
  if (!object) return "{}";
  for (const auto name : {"failures", "usage", "settings_version"}) object->erase(name);
  return boost::json::serialize(*object);
}

}  // namespace

void write(json::Writer& out, const Reasoning& reasoning, ToldTo whom) {
  const auto& answer = reasoning.answer;
  out.key("intent").string(answer.intent).key("confidence").raw(fmt::format("{:.3f}", answer.confidence));
  write_guesses(out, reasoning.guesses);
  out.key("entities").raw(answer.entities.empty() ? "{}" : answer.entities);
  write_manner(out, reasoning.manner);
  write_actions(out, answer.actions);
  const std::string trace = answer.trace.empty() ? R"({"engine":"embedded"})" : answer.trace;
  out.key("trace").raw(whom == ToldTo::customer ? for_customer(trace) : trace);
  out.key("times").open().key("answer_us").integer(reasoning.answered_in.count());
  out.key("manner_us").integer(reasoning.manner_in.count()).close();
  out.key("response").string(answer.text);
}

}  // namespace parlance::ai
