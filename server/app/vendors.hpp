#pragma once
#include "ai/turn/models.hpp"
#include "app/config.hpp"
#include "base/http/client.hpp"

namespace parlance::app {

// The connections to vendors: one client for each loop.
std::vector<std::unique_ptr<http::Client>> http_clients(Loops& loops, const ModelSettings& settings);
// Every model that the server has a key for, by name.
std::map<std::string, ai::model::Choice> vendor_models(Loops& loops,
                                                       const std::vector<std::unique_ptr<http::Client>>& clients,
                                                       const ModelSettings& settings);
// What a company has that says nothing of its assistant.
ai::Settings server_settings(const ModelSettings& settings);
ai::ModelOptions model_options(const ModelSettings& settings);

// The settings of models and their vendors, and what is wrong with them together.
std::vector<config::Setting> model_settings(ModelSettings& settings);
std::vector<config::Problem> check(const ModelSettings& settings);
// Reads the keys that stand in files. Throws what says which cannot be read.
void read_keys(ModelSettings& settings);

}  // namespace parlance::app
