#include "crm/import/records.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace parlance::crm {
namespace {

auto fault(std::size_t line, std::string_view what) {
  return fail(kInvalidField, fmt::format("line {}: {}", line, what));
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  bool done() const { return at_ >= text_.size(); }
  std::size_t line() const { return line_; }

  // One row's cells. False: a quote that is not closed, or text behind a closed one.
  bool row(std::vector<std::string>& cells) {
    cells.clear();
    do {
      cells.emplace_back();
      if (!cell(cells.back())) return false;
    } while (take(','));
    if (take('\r'))
      take('\n');
    else
      take('\n');
    ++line_;
    return true;
  }

 private:
  bool take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool cell(std::string& out) {
    if (take('"')) return quoted(out);
    const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    out = text_.substr(at_, end - at_);
    at_ = end;
    return true;
  }

  bool quoted(std::string& out) {
    while (!done()) {
      const char c = text_[at_++];
      if (c == '"' && !take('"')) return done() || std::string_view(",\r\n").find(text_[at_]) != std::string_view::npos;
      if (c == '\n') ++line_;
      out.push_back(c);
#ifdef PARLANCE_PLANTED_BUGS
      if (out == "a,b") __builtin_trap();
#endif
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0, line_ = 1;
};

bool is_blank(const std::vector<std::string>& cells) { return cells.size() == 1 && cells[0].empty(); }

}  // namespace

Result<std::vector<Record>> parse_csv(std::string_view text) {
  text = without_mark(text);
  if (!is_utf8(text)) return fault(1, "the file is not in UTF-8");
  CsvReader in(text);
  std::vector<std::string> names, cells;
  if (in.done() || !in.row(names)) return fault(1, "the header row is missing or has a quote that is not closed");
  std::vector<Record> out;
  while (!in.done()) {
    const auto line = in.line();
    if (!in.row(cells)) return fault(line, "a quote is not closed, or has text behind it");
    if (is_blank(cells)) continue;
    if (cells.size() != names.size())
      return fault(line, fmt::format("{} cells, where the header row has {}", cells.size(), names.size()));
    if (out.size() == kMaxRecords) return fault(line, fmt::format("more than {} rows; cut the file", kMaxRecords));
    Record record{line, {}};
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!cells[i].empty()) record.fields[names[i]] = cells[i];
    out.push_back(std::move(record));
  }
  return out;
}

Result<std::vector<Record>> parse_json_lines(std::string_view text) {
  text = without_mark(text);
  std::vector<Record> out;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto row = trim(is_utf8(text.substr(0, end)) ? text.substr(0, end) : "\xFF");
    text.remove_prefix(std::min(end + 1, text.size()));
    if (row.empty()) continue;
    if (out.size() == kMaxRecords) return fault(line, fmt::format("more than {} rows; cut the file", kMaxRecords));
    auto object = json::parse_object(row);
    if (!object) return fault(line, object.error().detail);
    out.push_back({line, std::move(*object)});
  }
  return out;
}

}  // namespace parlance::crm
