#include "base/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace parlance {
namespace {

constexpr std::string_view kSpaces[] = {"\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
                                        "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
                                        "\u200B", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF"};

std::size_t space_at_front(std::string_view text) {
  if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) return 1;
  for (auto space : kSpaces)
    if (text.starts_with(space)) return space.size();
  return 0;
}

std::size_t space_at_back(std::string_view text) {
  if (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r')) return 1;
  for (auto space : kSpaces)
    if (text.ends_with(space)) return space.size();
  return 0;
}

std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t i = 0;
  for (std::uint64_t word; i + 8 <= bytes.size(); i += 8) {
    std::memcpy(&word, bytes.data() + i, 8);
    if (word & 0x8080808080808080u) break;
  }
  while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80) ++i;
  return i;
}

}  // namespace

bool Utf8Checker::lead(unsigned char byte) {
  low_ = 0x80, high_ = 0xBF;
  if (byte >= 0xC2 && byte <= 0xDF) return needed_ = 1, true;
  if (byte >= 0xE0 && byte <= 0xEF) {
    needed_ = 2;
    if (byte == 0xE0) low_ = 0xA0;
    if (byte == 0xED) high_ = 0x9F;
    return true;
  }
  if (byte < 0xF0 || byte > 0xF4) return false;
  needed_ = 3;
  if (byte == 0xF0) low_ = 0x90;
  if (byte == 0xF4) high_ = 0x8F;
  return true;
}

bool Utf8Checker::feed(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (needed_ == 0) {
      i += ascii_prefix(bytes.substr(i));
      if (i == bytes.size()) break;
      if (!lead(static_cast<unsigned char>(bytes[i]))) return false;
      continue;
    }
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < low_ || byte > high_) return false;
    low_ = 0x80, high_ = 0xBF;
    --needed_;
  }
  return true;
}

bool is_utf8(std::string_view text) {
  Utf8Checker checker;
  return checker.feed(text) && checker.complete();
}

std::string_view trim(std::string_view text) {
  for (std::size_t n = 1; !text.empty() && (n = space_at_front(text)) > 0;) text.remove_prefix(n);
  for (std::size_t n = 1; !text.empty() && (n = space_at_back(text)) > 0;) text.remove_suffix(n);
  return text;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view clip(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && (static_cast<unsigned char>(text[max_bytes]) & 0xC0) == 0x80) --max_bytes;
  return text.substr(0, max_bytes);
}

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

}  // namespace parlance
