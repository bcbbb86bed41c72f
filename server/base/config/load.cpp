#include <fmt/format.h>
#include <toml++/toml.h>

#include <charconv>
#include <cstring>

#include "base/config/setting.hpp"

namespace parlance::config {
namespace {

constexpr std::string_view kPrefix = "PARLANCE_";

template <class... F>
struct Overload : F... {
  using F::operator()...;
};

void set_default(const Setting& setting) {
  std::visit([](const auto& kind) { *kind.target = std::remove_reference_t<decltype(*kind.target)>(kind.fallback); },
             setting.kind);
}

bool assign(const Integer& kind, std::int64_t value) {
  if (value < kind.min || value > kind.max) return false;
  *kind.target = value;
  return true;
}

bool assign(const Text& kind, std::string_view value) {
  if (!kind.choices.empty() && std::ranges::find(kind.choices, value) == kind.choices.end()) return false;
  *kind.target = value;
  return true;
}

bool assign_text(const Integer& kind, std::string_view text) {
  std::int64_t value = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  return ec == std::errc{} && end == text.data() + text.size() && assign(kind, value);
}

bool assign_text(const Boolean& kind, std::string_view text) {
  const bool yes = text == "true" || text == "on" || text == "1", no = text == "false" || text == "off" || text == "0";
  *kind.target = yes;
  return yes || no;
}

bool assign_text(const Text& kind, std::string_view text) { return assign(kind, text); }

bool assign_text(const Secret& kind, std::string_view text) {
  *kind.target = text;
  return true;
}

bool assign_node(const Setting& setting, const toml::node& node) {
  return std::visit(
      Overload{[&](const Integer& kind) { return node.is_integer() && assign(kind, node.as_integer()->get()); },
               [&](const Boolean& kind) {
                 if (!node.is_boolean()) return false;
                 *kind.target = node.as_boolean()->get();
                 return true;
               },
               [&](const Text& kind) { return node.is_string() && assign(kind, node.as_string()->get()); },
               [](const Secret&) { return false; }},
      setting.kind);
}

const Setting* find(std::span<const Setting> settings, std::string_view name) {
  const auto found = std::ranges::find(settings, name, &Setting::name);
  return found == settings.end() ? nullptr : &*found;
}

Problem not_allowed(std::string where, const Setting& setting) {
  return {std::move(where), fmt::format("{} must be {}{}{}", setting.name, allowed(setting),
                                        setting.unit.empty() ? "" : " ", setting.unit)};
}

class FileReader {
 public:
  FileReader(std::span<const Setting> settings, std::string file, std::vector<Problem>& problems)
      : settings_(settings), file_(std::move(file)), problems_(problems) {}

  void table(const toml::table& table, const std::string& prefix) {
    for (const auto& [key, node] : table) {
      const std::string name = prefix + std::string(key.str());
      const std::string where = fmt::format("{}:{}", file_, node.source().begin.line);
      if (node.is_table())
        this->table(*node.as_table(), name + ".");
      else if (const auto* setting = find(settings_, name); !setting)
        problems_.push_back({where, fmt::format("there is no setting `{}`; `parlanced config doc` lists them", name)});
      else if (!assign_node(*setting, node))
        problems_.push_back(not_allowed(where, *setting));
    }
  }

 private:
  std::span<const Setting> settings_;
  std::string file_;
  std::vector<Problem>& problems_;
};

void load_file(std::span<const Setting> settings, const std::filesystem::path& file, std::vector<Problem>& problems) {
  try {
    FileReader(settings, file.string(), problems).table(toml::parse_file(file.string()), "");
  } catch (const toml::parse_error& e) {
    problems.push_back({fmt::format("{}:{}", file.string(), e.source().begin.line), std::string(e.description())});
  }
}

void load_environment(std::span<const Setting> settings, char** environment, std::vector<Problem>& problems) {
  for (char** entry = environment; entry && *entry; ++entry) {
    const std::string_view text = *entry;
    if (!text.starts_with(kPrefix)) continue;
    const auto equals = text.find('=');
    const auto name = text.substr(0, equals);
    const auto setting =
        std::ranges::find_if(settings, [&](const Setting& s) { return environment_name(s.name) == name; });
    if (setting == settings.end()) {
      problems.push_back({std::string(name), "there is no such setting; `parlanced config doc` lists them"});
      continue;
    }
    const auto value = text.substr(equals + 1);
    if (!std::visit([&](const auto& kind) { return assign_text(kind, value); }, setting->kind))
      problems.push_back(not_allowed(std::string(name), *setting));
  }
}

}  // namespace

std::string environment_name(std::string_view setting) {
  std::string out(kPrefix);
  for (char c : setting) out.push_back(c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return out;
}

std::vector<Problem> load(std::span<const Setting> settings, const std::optional<std::filesystem::path>& file,
                          char** environment) {
  std::vector<Problem> problems;
  for (const auto& setting : settings) set_default(setting);
  if (file) load_file(settings, *file, problems);
  load_environment(settings, environment, problems);
  return problems;
}

}  // namespace parlance::config
