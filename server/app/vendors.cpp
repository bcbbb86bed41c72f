#include "app/vendors.hpp"

#include <ranges>

#include "ai/model/streaming_client.hpp"
#include "app/commands.hpp"
#include "base/utf8.hpp"
#include "vendors/anthropic/wire.hpp"
#include "vendors/gemini/wire.hpp"
#include "vendors/openai/chat_wire.hpp"
#include "vendors/openai/responses_wire.hpp"

namespace parlance::app {
namespace {

using Wire = std::unique_ptr<const ai::model::Wire>;

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> out;
  for (const auto part : std::views::split(list, ','))
    if (const auto name = trim(std::string_view(part)); !name.empty()) out.emplace_back(name);
  return out;
}

bool is_set_up(const VendorOptions& vendor) { return !vendor.key.empty() && !vendor.model.empty(); }

Wire openai_wire(const ModelSettings& s) {
  openai::Settings settings{s.openai.base_url, s.openai.key, s.openai.model};
  if (s.openai_api == "chat") return std::make_unique<openai::ChatWire>(std::move(settings));
  return std::make_unique<openai::ResponsesWire>(std::move(settings));
}

}  // namespace

std::vector<std::unique_ptr<http::Client>> http_clients(Loops& loops, const ModelSettings& settings) {
  std::vector<std::unique_ptr<http::Client>> out;
  for (std::size_t i = 0; i < loops.size(); ++i)
    out.push_back(std::make_unique<http::Client>(
        loops.at(i), http::Options{.proxy = settings.proxy, .authority = settings.ca_file}));
  return out;
}

std::map<std::string, ai::model::Choice> vendor_models(Loops& loops,
                                                       const std::vector<std::unique_ptr<http::Client>>& clients,
                                                       const ModelSettings& s) {
  std::map<std::string, ai::model::Choice> out;
  const auto add = [&](std::string name, const VendorOptions& vendor, Wire wire) {
    auto& choice = out[name];
    choice.client = std::make_unique<ai::model::StreamingClient>(name, std::move(wire), loops, clients);
    choice.cents_per_million_input = vendor.cents_per_million_input;
    choice.cents_per_million_output = vendor.cents_per_million_output;
  };
  if (is_set_up(s.openai)) add("openai", s.openai, openai_wire(s));
  if (is_set_up(s.anthropic))
    add("anthropic", s.anthropic,
        std::make_unique<anthropic::Wire>(
            anthropic::Settings{s.anthropic.base_url, s.anthropic.key, s.anthropic.model}));
  if (is_set_up(s.gemini))
    add("gemini", s.gemini,
        std::make_unique<gemini::Wire>(gemini::Settings{s.gemini.base_url, s.gemini.key, s.gemini.model}));
  // A server of one's own may ask for no key.
  if (!s.compatible.base_url.empty() && !s.compatible.model.empty())
    add("compatible", s.compatible,
        std::make_unique<openai::ChatWire>(
            openai::Settings{s.compatible.base_url, s.compatible.key, s.compatible.model, true}));
  return out;
}

ai::Settings server_settings(const ModelSettings& settings) { return {.models = names_in(settings.order)}; }

ai::ModelOptions model_options(const ModelSettings& s) {
  auto out = s.limits;
  out.chain = {std::chrono::milliseconds(s.patience_ms), std::chrono::milliseconds(s.answer_limit_ms), s.retries};
  return out;
}

std::vector<config::Problem> check(const ModelSettings& s) {
  const std::pair<std::string_view, bool> known[] = {
      {"openai", is_set_up(s.openai)},
      {"anthropic", is_set_up(s.anthropic)},
      {"gemini", is_set_up(s.gemini)},
      {"compatible", !s.compatible.base_url.empty() && !s.compatible.model.empty()}};
  std::vector<config::Problem> out;
  for (const auto& name : names_in(s.order)) {
    const auto found = std::ranges::find(known, name, [](const auto& entry) { return entry.first; });
    if (found == std::end(known))
      out.push_back({"models.order", fmt::format("knows no `{}`: openai, anthropic, gemini, compatible", name)});
    else if (!found->second)
      out.push_back(
          {"models.order",
           fmt::format("names `{}`, which needs {}", name,
                       name == "compatible" ? "compatible.base_url and compatible.model"
                                            : fmt::format("{0}.model and a key: PARLANCE_{1}_KEY or {0}.key_file", name,
                                                          config::environment_name(name).substr(9)))});
  }
  return out;
}

void read_keys(ModelSettings& settings) {
  for (auto* vendor : {&settings.openai, &settings.anthropic, &settings.gemini, &settings.compatible})
    if (vendor->key.empty() && !vendor->key_file.empty()) vendor->key = trim(read_file(vendor->key_file));
}

}  // namespace parlance::app
