#include "app/vendors.hpp"

namespace parlance::app {
namespace {

using config::Integer, config::Secret, config::Setting, config::Text;

// A vendor's own, under its name. The names live as long as the program.
void add_vendor(std::vector<Setting>& out, VendorOptions& vendor, const std::array<std::string_view, 6>& names,
                std::string_view base_url) {
  out.push_back({names[0], Secret{&vendor.key}, "", "Its key, which asks it in the company's name."});
  out.push_back({names[1], Text{&vendor.key_file, ""}, "",
                 "File that holds nothing but its key; where none is in the environment."});
  out.push_back({names[2], Text{&vendor.model, ""}, "", "Its model; empty: it is not asked."});
  out.push_back({names[3], Text{&vendor.base_url, base_url}, "", "Where it is reached."});
  out.push_back({names[4], Integer{&vendor.cents_per_million_input, 0, 0, 10'000'000}, "cents",
                 "Price of a million tokens that it is told."});
  out.push_back({names[5], Integer{&vendor.cents_per_million_output, 0, 0, 10'000'000}, "cents",
                 "Price of a million tokens that it says."});
}

#define NAMES(vendor)                 \
  {vendor ".key",                     \
   vendor ".key_file",                \
   vendor ".model",                   \
   vendor ".base_url",                \
   vendor ".cents_per_million_input", \
   vendor ".cents_per_million_output"}

}  // namespace

std::vector<Setting> model_settings(ModelSettings& m) {
  std::vector<Setting> out{
      {"models.order", Text{&m.order, ""}, "",
       "Who answers, in this order, where a company says nothing else: openai, anthropic, gemini, compatible, by "
       "commas. The embedded engine answers where none does; empty: always."},
      {"models.patience_ms", Integer{&m.patience_ms, 8'000, 50, 120'000}, "ms",
       "For a model to begin its answer, or to go on with it; then the next one is asked."},
      {"models.answer_limit_ms", Integer{&m.answer_limit_ms, 30'000, 100, 600'000}, "ms",
       "For a whole answer, over all models and tools; then the embedded engine answers."},
      {"models.retries", Integer{&m.retries, 2, 0, 10}, "tries",
       "Of a model that is overloaded or not reached, before the next one is asked."},
      {"models.history_tokens", Integer{&m.limits.history_tokens, 6'000, 500, 1'000'000}, "tokens",
       "Of a conversation that a model is told word for word."},
      {"models.max_output_tokens", Integer{&m.limits.max_output_tokens, 1'024, 64, 100'000}, "tokens",
       "That a model may say at a time."},
      {"models.proxy", Text{&m.proxy, ""}, "", "Proxy to reach them by; empty for the environment's https_proxy."},
      {"models.ca_file", Text{&m.ca_file, ""}, "", "PEM file of certificates to trust; empty for the system's."},
      {"openai.api", Text{&m.openai_api, "responses", {"responses", "chat"}}, "", "Which of OpenAI's interfaces."},
  };
  add_vendor(out, m.openai, NAMES("openai"), "https://api.openai.com/v1");
  add_vendor(out, m.anthropic, NAMES("anthropic"), "https://api.anthropic.com");
  add_vendor(out, m.gemini, NAMES("gemini"), "https://generativelanguage.googleapis.com/v1beta");
  add_vendor(out, m.compatible, NAMES("compatible"), "");
  return out;
}

}  // namespace parlance::app
