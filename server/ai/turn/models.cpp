#include "ai/turn/models.hpp"

#include <ranges>

namespace parlance::ai {
namespace {

std::vector<std::string> names_of(const std::map<std::string, model::Choice>& choices) {
  std::vector<std::string> out;
  for (const auto& name : std::views::keys(choices)) out.push_back(name);
  return out;
}

}  // namespace

Models::Models(SettingsStore& settings_store, UsageStore& usage_store, Settings server,
               std::map<std::string, model::Choice> known, ModelOptions wanted)
    : choices(std::move(known)),
      options(wanted),
      usage(usage_store),
      book(settings_store, std::move(server), names_of(choices)) {}

model::Chain Models::chain(const Settings& settings) {
  std::vector<model::Choice*> order;
  for (const auto& name : settings.models) order.push_back(&choices.at(name));
  return {std::move(order), options.chain};
}

}  // namespace parlance::ai
