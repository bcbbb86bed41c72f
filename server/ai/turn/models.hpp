#pragma once
#include <map>

#include "ai/model/chain.hpp"
#include "ai/settings_book.hpp"
#include "ai/usage.hpp"

namespace parlance::ai {

struct ModelOptions {
  model::ChainOptions chain{};
  std::int64_t history_tokens = 6'000;     // of a conversation that a model is told
  std::int64_t max_output_tokens = 1'024;  // of one round of an answer
};

// The models that the server can ask, by name, and what companies say of them.
struct Models {
  Models(SettingsStore& settings_store, UsageStore& usage_store, Settings server,
         std::map<std::string, model::Choice> known, ModelOptions wanted);

  // Those that the company has chosen, in its order.
  model::Chain chain(const Settings& settings);

  std::map<std::string, model::Choice> choices;
  ModelOptions options;
  UsageStore& usage;
  SettingsBook book;
};

}  // namespace parlance::ai
