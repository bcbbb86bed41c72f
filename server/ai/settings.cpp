#include "ai/settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "ai/prompt/template.hpp"
#include "base/json/reader.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kMaxModels = 8;
constexpr std::size_t kMaxNameBytes = 200, kMaxPromptBytes = 32'768;
constexpr std::int64_t kMaxBudget = 1'000'000'000'000;

enum class Unknown { refused, left_out };

void read_models(json::Fields& fields, const std::vector<std::string>& known, Unknown unknown, Settings& out) {
  const auto* list = fields.any("models");
  if (!list) return;
  if (!list->is_array() || list->get_array().size() > kMaxModels)
    return fields.refuse("models", fmt::format("must be a list of at most {} names", kMaxModels));
  for (const auto& name : list->get_array()) {
    const bool is_known =
        name.is_string() && std::ranges::find(known, std::string_view(name.get_string())) != known.end();
    if (!is_known && name.is_string() && unknown == Unknown::left_out) continue;
    if (!is_known)
      return fields.refuse("models", fmt::format("must name models that the server has a key for: {}",
                                                 known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", "))));
    out.models.emplace_back(std::string_view(name.get_string()));
  }
}

void read_mode(json::Fields& fields, Settings& out) {
  const auto mode = fields.string("mode", 16).value_or("on");
  if (mode == "suggest")
    out.mode = BotMode::suggest;
  else if (mode == "off")
    out.mode = BotMode::off;
  else if (mode != "on")
    fields.refuse("mode", "must be one of on, suggest, off");
}

bool flag(json::Fields& fields, std::string_view name) {
  const auto* value = fields.any(name);
  if (value && !value->is_bool()) fields.refuse(name, "must be true or false");
  return value && value->is_bool() && value->get_bool();
}

}  // namespace

bool is_bot_on(const Settings& settings, std::int64_t contact) {
  constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;  // neighbours' ids land far apart
  const auto place = (static_cast<std::uint64_t>(contact) * kSpread >> 32) % 100;
  return settings.mode == BotMode::on && static_cast<std::int64_t>(place) < settings.share_percent;
}

namespace {

Result<Settings> read(std::string_view text, const std::vector<std::string>& known, Unknown unknown) {
  const auto object = json::parse_object(text);
  if (!object) return std::unexpected(object.error());
  json::Fields fields(*object);
  Settings out;
  read_models(fields, known, unknown, out);
  read_mode(fields, out);
  out.share_percent = fields.integer("share_percent", 0, 100).value_or(100);
  out.company_name = fields.string("company_name", kMaxNameBytes).value_or("");
  out.prompt = fields.string("prompt", kMaxPromptBytes).value_or("");
  if (const auto fault = fault_in_template(out.prompt)) fields.refuse("prompt", *fault);
  out.send_name = flag(fields, "send_name");
  out.send_email = flag(fields, "send_email");
  out.tokens_per_day = fields.integer("tokens_per_day", 0, kMaxBudget).value_or(0);
  out.customer_tokens_per_day = fields.integer("customer_tokens_per_day", 0, kMaxBudget).value_or(0);
  out.cents_per_day = fields.integer("cents_per_day", 0, kMaxBudget).value_or(0);
  if (auto done = fields.finish(); !done) return std::unexpected(std::move(done.error()));
  return out;
}

}  // namespace

Result<Settings> read_settings(std::string_view json, const std::vector<std::string>& known) {
  return read(json, known, Unknown::refused);
}

Result<Settings> read_stored_settings(std::string_view json, const std::vector<std::string>& known) {
  return read(json, known, Unknown::left_out);
}

}  // namespace parlance::ai
