#include "crm/import/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "base/text/ascii.hpp"
#include "base/text/words.hpp"
#include "base/utf8.hpp"

namespace parlance::crm {
namespace {

constexpr std::string_view kFence = "---", kKnown[] = {"title", "language", "visibility", "url", "tags"};

// Lines end as on any system: LF, CR LF, or CR.
std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find_first_of("\r\n"), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(end);
  text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min(text.size(), std::size_t{1}));
  return line;
}

json::Value list_of(std::string_view by_commas) {
  boost::json::array out;
  for (const auto part : by_commas | std::views::split(','))
    if (const auto tag = trim(std::string_view(part)); !tag.empty()) out.emplace_back(tag);
  return out;
}

std::string_view file_name(std::string_view path) {
  const auto slash = path.rfind('/');
  const auto name = path.substr(slash == path.npos ? 0 : slash + 1);
  return name.substr(0, name.rfind('.'));
}

struct Setting {
  std::string_view key, value;
  bool is_known() const { return std::ranges::find(kKnown, key) != std::end(kKnown); }
};

Setting setting_in(std::string_view line) {
  const auto colon = std::min(line.find(':'), line.size());
  return {trim(line.substr(0, colon)), trim(line.substr(std::min(colon + 1, line.size())))};
}

// "Visibility: internal", however it is set: as text it would be shown to everybody.
bool hides(std::string_view line) {
  constexpr auto kHidden = std::to_array<std::string_view>({"internal", "intern", "interno", "interna", "interne",
                                                            "private", "hidden", "staff", "agent", "agents", "team",
                                                            "employees", "restricted", "confidential", "draft"});
  const auto said = words(line);
  for (std::size_t i = 0; i + 1 < said.size(); ++i) {
    if (said[i].text != "visibility" || !among(kHidden, said[i + 1].text)) continue;
    const auto between = line.substr(said[i].end, said[i + 1].start - said[i].end);
    if (between.find_first_of(":=") != between.npos) return true;
  }
  return false;
}

Result<void> check_text(std::string_view path, std::string_view text, std::size_t line) {
  constexpr std::size_t kLines = 20;
  for (const auto last = line + kLines; !text.empty() && line < last; ++line)
    if (hides(take_line(text)))
      return fail(kInvalidField,
                  fmt::format("{}:{}: `visibility` stands outside of the head, which a line of --- begins "
                              "at the top of the file and another one ends",
                              path, line));
  return {};
}

Result<void> take_setting(std::string_view path, std::size_t line, const Setting& setting, Record& record) {
  const auto refused = [&](std::string_view what) {
    return fail(kInvalidField, fmt::format("{}:{}: the head has `{}`{}", path, line, clip(setting.key, 40), what));
  };
  if (!setting.is_known()) return refused("; known are title, language, visibility, url and tags");
  if (setting.value.empty() && setting.key == "visibility") return refused(" without a value");
  if (record.fields.contains(setting.key)) return refused(" twice");
  std::string value(setting.value);
  if (setting.key == "visibility") std::ranges::transform(value, value.begin(), lower);
  record.fields[setting.key] = setting.key == "tags" ? list_of(setting.value) : json::Value(value);
  return {};
}

// What the head says goes into the record; `text` is what follows it. Empty lines may stand before it.
Result<void> take_head(std::string_view path, std::string_view& text, Record& record) {
  auto rest = text;
  std::size_t line = 1;
  auto first = trim(take_line(rest));
  for (; first.empty() && !rest.empty(); ++line) first = trim(take_line(rest));
  if (first != kFence) return check_text(path, text, 1);
  for (++line; !rest.empty(); ++line) {
    const auto said = trim(take_line(rest));
    if (said == kFence) {
      text = rest;
      return record.fields.contains("visibility") ? Result<void>{} : check_text(path, rest, line + 1);
    }
    if (said.empty()) continue;
    if (auto taken = take_setting(path, line, setting_in(said), record); !taken) return taken;
  }
  return fail(kInvalidField, fmt::format("{}: the head has no end; close it with a line of ---", path));
}

}  // namespace

Result<Record> read_markdown(std::string_view path, std::string_view text) {
  if (!is_utf8(text)) return fail(kInvalidField, fmt::format("{}: the file is not in UTF-8", path));
  text = without_mark(text);
  Record record{1, {}};
  record.fields["external_id"] = path;
  if (const auto head = take_head(path, text, record); !head) return std::unexpected(head.error());
  if (path.find('/') == 2) record.fields.emplace("language", path.substr(0, 2));
  text = trim(text);
  auto body = text;
  if (const auto first = take_line(body); first.starts_with("# ")) {
    record.fields.emplace("title", trim(first.substr(2)));
    text = trim(body);
  }
  record.fields.emplace("title", file_name(path));
  record.fields["body"] = text;
  return record;
}

}  // namespace parlance::crm
