#include "crm/import/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "base/utf8.hpp"

namespace parlance::crm {
namespace {

constexpr std::string_view kFence = "---", kKnown[] = {"title", "language", "visibility", "url", "tags"};

std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
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

// A head that would be taken for text: an article that is internal would be shown to everybody.
bool is_head_without_fence(std::string_view line) {
  const bool dashes = line.size() >= kFence.size() && line.find_first_not_of("-+=–— ") == line.npos;
  return dashes || (line.contains(':') && setting_in(line).is_known());
}

// What the head says goes into the record; `text` is what follows it. Empty lines may stand before it.
Result<void> take_head(std::string_view path, std::string_view& text, Record& record) {
  auto rest = text;
  std::size_t line = 1;
  auto first = trim(take_line(rest));
  for (; first.empty() && !rest.empty(); ++line) first = trim(take_line(rest));
  if (first != kFence) {
    if (!is_head_without_fence(first)) return {};
    return fail(kInvalidField, fmt::format("{}:{}: the head must begin with a line of ---", path, line));
  }
  for (++line; !rest.empty(); ++line) {
    const auto said = trim(take_line(rest));
    if (said == kFence) return text = rest, Result<void>{};
    if (said.empty()) continue;
    const auto [key, value] = setting_in(said);
    if (!Setting{key, value}.is_known())
      return fail(kInvalidField, fmt::format("{}:{}: the head has `{}`; known are title, language, visibility, url and "
                                             "tags",
                                             path, line, clip(key, 40)));
    if (key == "tags")
      record.fields[key] = list_of(value);
    else
      record.fields[key] = value;
  }
  return fail(kInvalidField, fmt::format("{}: the head has no end; close it with a line of ---", path));
}

}  // namespace

Result<Record> read_markdown(std::string_view path, std::string_view text) {
  if (!is_utf8(text)) return fail(kInvalidField, fmt::format("{}: the file is not in UTF-8", path));
  text = without_mark(text);
  Record record{1, {}};
  record.fields["external_id"] = path;
  if (path.find('/') == 2) record.fields["language"] = path.substr(0, 2);
  if (const auto head = take_head(path, text, record); !head) return std::unexpected(head.error());
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
