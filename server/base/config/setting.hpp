#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace parlance::config {

struct Integer {
  std::int64_t* target;
  std::int64_t fallback, min, max;
};
struct Boolean {
  bool* target;
  bool fallback;
};
struct Text {
  std::string* target;
  std::string_view fallback;
  std::vector<std::string_view> choices{};  // empty: any text
};

// A text that no file of settings holds and no command prints: it comes from the environment.
struct Secret {
  std::string* target;
  std::string_view fallback = "";
};

// One setting, declared once: where it is kept, its default, range, unit and a line of documentation.
// `name` is `section.key` in the file and PARLANCE_SECTION_KEY in the environment.
struct Setting {
  std::string_view name;
  std::variant<Integer, Boolean, Text, Secret> kind;
  std::string_view unit;
  std::string_view doc;
};

struct Problem {
  std::string where;  // "parlance.toml:12" or "PARLANCE_HTTP_PORT"
  std::string what;
};

// Sets every target: default, then the file's value, then the environment's. All problems at once, in order; none: all
// is well.
std::vector<Problem> load(std::span<const Setting> settings, const std::optional<std::filesystem::path>& file,
                          char** environment);

std::string environment_name(std::string_view setting);
// What the setting allows, in words: "1 to 65535", "true or false".
std::string allowed(const Setting& setting);
// The settings with their values as they stand, as a TOML file that can be read back.
std::string to_toml(std::span<const Setting> settings);
// The settings as a table in Markdown.
std::string to_markdown(std::span<const Setting> settings);

}  // namespace parlance::config
