#include "base/multipart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text/ascii.hpp"
#include "base/utf8.hpp"

namespace parlance {
namespace {

constexpr std::size_t kMaxBoundaryBytes = 70;  // RFC 2046, 5.1.1
constexpr std::string_view kLineEnd = "\r\n";

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The text between quotes, with its escapes undone; takes it and the closing quote from `rest`. Nothing: never closed.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string out;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == '"') return rest.remove_prefix(i + 1), out;
    if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
    out.push_back(rest[i]);
  }
  return std::nullopt;
}

// A header's value such as `form-data; name="file"; filename=a.csv` (RFC 9110, 5.6.6). Nothing: it has no such
// parameter, or is malformed before it.
std::optional<std::string> parameter(std::string_view value, std::string_view wanted) {
  for (auto at = value.find(';'); at != value.npos; at = value.find(';')) {
    value = without_blanks(value.substr(at + 1));
    const auto equals = value.find('=');
    if (equals == value.npos) return std::nullopt;
    const auto name = lowered(without_blanks(value.substr(0, equals)));
    value.remove_prefix(equals + 1);
    std::optional<std::string> found;
    if (value.starts_with('"')) {
      found = take_quoted(value);
      if (!found) return std::nullopt;
    } else {
      found = without_blanks(value.substr(0, value.find(';')));
    }
    if (name == wanted) return found;
  }
  return std::nullopt;
}

std::string first_word(std::string_view value) { return lowered(without_blanks(value.substr(0, value.find(';')))); }

auto bad(std::string_view what) { return fail(kBadForm, fmt::format("The multipart body is malformed: {}.", what)); }

class Reader {
 public:
  Reader(std::string boundary, std::string_view text) : delimiter_("--" + std::move(boundary)), rest_(text) {}

  Result<std::vector<FormPart>> run() {
    std::vector<FormPart> parts;
    if (rest_.starts_with(delimiter_))
      rest_.remove_prefix(delimiter_.size());
    else if (!take_until("\r\n" + delimiter_))
      return bad("its boundary does not occur");
    while (!rest_.starts_with("--")) {
      if (parts.size() == kMaxParts) return bad(fmt::format("it has more than {} parts", kMaxParts));
      auto part = take_part();
      if (!part) return std::unexpected(std::move(part.error()));
      parts.push_back(std::move(*part));
    }
    return parts;
  }

 private:
  // The text before `end`, which is taken too.
  std::optional<std::string_view> take_until(std::string_view end) {
    const auto at = rest_.find(end);
    if (at == rest_.npos) return std::nullopt;
    const auto before = rest_.substr(0, at);
    rest_.remove_prefix(at + end.size());
    return before;
  }

  Result<FormPart> take_part() {
    const auto padding = take_until(kLineEnd);
    if (!padding || !without_blanks(*padding).empty()) return bad("a boundary has no line of its own");
    FormPart part;
    if (auto head = take_head(part); !head) return std::unexpected(std::move(head.error()));
    if (part.name.empty()) return bad("a part has no name");
    const auto body = take_until("\r\n" + delimiter_);
    if (!body) return bad("a part does not end");
    part.body = *body;
    return part;
  }

  Result<void> take_head(FormPart& part) {
    const auto limit = rest_.size() - std::min(rest_.size(), kMaxPartHeadBytes);
    for (;;) {
      const auto line = take_until(kLineEnd);
      if (!line) return bad("a part's head does not end");
      if (rest_.size() < limit) return bad(fmt::format("a part's head is over {} bytes", kMaxPartHeadBytes));
      if (line->empty()) return {};
      if (!is_utf8(*line)) return bad("a part's head is not UTF-8");
      const auto colon = std::min(line->find(':'), line->size());
      const auto name = first_word(line->substr(0, colon));
      const auto value = line->substr(std::min(colon + 1, line->size()));
      if (name == "content-disposition") {
        if (first_word(value) != "form-data") return bad("a part is not form-data");
        part.name = parameter(value, "name").value_or("");
        part.filename = parameter(value, "filename").value_or("");
      } else if (name == "content-type") {
        part.content_type = first_word(value);
      }
    }
  }

  std::string delimiter_;
  std::string_view rest_;
};

}  // namespace

Result<std::vector<FormPart>> parse_form(std::string_view content_type, std::string_view text) {
  auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kMaxBoundaryBytes)
    return bad(fmt::format("its Content-Type needs a boundary of 1 to {} characters", kMaxBoundaryBytes));
#ifdef PARLANCE_PLANTED_BUGS
  if (text.find("filename=\"\"") != text.npos) __builtin_trap();
#endif
  return Reader(std::move(*boundary), text).run();
}

}  // namespace parlance
