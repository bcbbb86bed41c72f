#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/config/setting.hpp"
#include "base/json/writer.hpp"

namespace parlance::config {
namespace {

std::string toml_text(std::string_view text) {
  std::string out;
  json::append_quoted(out, text);
  return out;
}

struct Current {
  std::string operator()(const Integer& kind) const { return std::to_string(*kind.target); }
  std::string operator()(const Boolean& kind) const { return *kind.target ? "true" : "false"; }
  std::string operator()(const Text& kind) const { return toml_text(*kind.target); }
  std::string operator()(const Secret&) const { return {}; }
};

struct Default {
  std::string operator()(const Integer& kind) const { return std::to_string(kind.fallback); }
  std::string operator()(const Boolean& kind) const { return kind.fallback ? "true" : "false"; }
  std::string operator()(const Text& kind) const { return toml_text(kind.fallback); }
  std::string operator()(const Secret&) const { return toml_text(""); }
};

struct Allowed {
  std::string operator()(const Integer& kind) const { return fmt::format("{} to {}", kind.min, kind.max); }
  std::string operator()(const Boolean&) const { return "true or false"; }
  std::string operator()(const Text& kind) const {
    return kind.choices.empty() ? "text" : fmt::format("one of {}", fmt::join(kind.choices, ", "));
  }
  std::string operator()(const Secret&) const { return "text in the environment only"; }
};

}  // namespace

std::string allowed(const Setting& setting) { return std::visit(Allowed{}, setting.kind); }

std::string to_toml(std::span<const Setting> settings) {
  std::string out, section;
  for (const auto& setting : settings) {
    if (std::holds_alternative<Secret>(setting.kind)) continue;
    const auto dot = setting.name.find('.');
    const std::string in(dot == setting.name.npos ? "" : setting.name.substr(0, dot));
    if (in != section) out += fmt::format("\n[{}]\n", in);
    section = in;
    out += fmt::format("# {} ({}{}{})\n{} = {}\n", setting.doc, allowed(setting), setting.unit.empty() ? "" : " ",
                       setting.unit, setting.name.substr(dot == setting.name.npos ? 0 : dot + 1),
                       std::visit(Current{}, setting.kind));
  }
  return out;
}

std::string to_markdown(std::span<const Setting> settings) {
  std::string out =
      "| setting | environment | default | allowed | unit | what it does |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const auto& setting : settings)
    out += fmt::format("| `{}` | `{}` | `{}` | {} | {} | {} |\n", setting.name, environment_name(setting.name),
                       std::visit(Default{}, setting.kind), allowed(setting), setting.unit, setting.doc);
  return out;
}

}  // namespace parlance::config
