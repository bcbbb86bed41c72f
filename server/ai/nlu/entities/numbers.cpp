#include "ai/nlu/entities/numbers.hpp"

#include <algorithm>
#include <cstdint>

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kMaxDigits = 15;

// A sign that may stand inside a number, and no space around it.
char inner_sign(const Message& m, std::size_t i) {
  if (i >= m.size() || i == 0 || !m[i].digits || m.gap(i).empty()) return 0;
  const auto gap = m.gap(i);
  if (gap == "." || gap == "," || gap == "'" || gap == " ") return gap[0];
  return gap == "\u2019" ? '\'' : gap == "\u00A0" || gap == "\u202F" ? ' ' : char{0};
}

std::string without_zeros(std::string digits) {
  const auto first = digits.find_first_not_of('0');
  if (first == digits.npos) return "0";
  return first > 0 && digits[first] == '.' ? digits.substr(first - 1) : digits.substr(first);
}

// The fraction's sign is that which stands last and once, unless three digits follow it and nothing tells otherwise.
bool is_fraction(const Message& m, std::size_t i, char sign, char other) {
  if (sign == ' ' || sign == '\'' || inner_sign(m, i + 1) == sign) return false;
  return m[i].text.size() != 3 || other != 0;
}

bool any_all(const Message& m, std::size_t i, std::size_t n) { return m[i].text.size() == n; }

}  // namespace

Maybe<int> read_small(const Message& m, std::size_t i) {
  if (const auto digits = m.digits(i)) return m[i].text.size() <= 2 ? Maybe<int>({*digits, i + 1}) : std::nullopt;
  const auto* first = m.term(i, Role::number);
  if (!first) return std::nullopt;
  if (first->value < 20 || first->value % 10 != 0) return Read{first->value, i + 1};
  auto next = i + 1;
  if (m.follows(next) && m.is(next, Role::both)) ++next;
  const auto* second = m.follows(next) || m.joined(next, "-") ? m.term(next, Role::number) : nullptr;
  if (second && second->value < 10 && m[next].text.size() > 1) return Read{first->value + second->value, next + 1};
  return Read{first->value, i + 1};
}

Maybe<int> read_ordinal(const Message& m, std::size_t i) {
  if (const auto digits = m.digits(i)) {
    if (m[i].text.size() > 2) return std::nullopt;
    if (m.joined(i + 1, "") && m.is(i + 1, Role::ending)) return Read{*digits, i + 2};
    const bool dotted = m.gap(i + 1).starts_with(". ") || m.gap(i + 1) == "." || m.gap(i + 1).starts_with(".,");
    return dotted && m.language() == Tongue::german ? Maybe<int>({*digits, i + 1}) : std::nullopt;
  }
  if (const auto* alone = m.term(i, Role::ordinal, i > 0 && m.is(i - 1, Role::cue))) return Read{alone->value, i + 1};
  const auto* tens = m.term(i, Role::number);
  if (!tens || tens->value < 20 || tens->value > 30 || !(m.follows(i + 1) || m.joined(i + 1, "-"))) return std::nullopt;
  const auto* ones = m.term(i + 1, Role::ordinal, true);
  return ones && ones->value < 10 ? Maybe<int>({tens->value + ones->value, i + 2}) : std::nullopt;
}

Maybe<std::string> read_decimal(const Message& m, std::size_t i) {
  if (i >= m.size() || !m[i].digits) return std::nullopt;
  std::string digits(m[i].text);
  char grouping = 0;
  for (++i; const auto sign = inner_sign(m, i); ++i) {
    const bool short_head = digits.size() <= 3 || grouping != 0;
    const bool fraction = sign != grouping && (is_fraction(m, i, sign, grouping) || !short_head || digits == "0");
    if (fraction && sign != ' ' && sign != '\'') {
      if (inner_sign(m, i + 1) == sign) return std::nullopt;  // a version, a date, an address
      digits += '.' + std::string(m[i++].text);
      break;
    }
    if (!any_all(m, i, 3) || !short_head || (grouping != 0 && grouping != sign)) {
      if (sign == ' ' || sign == ',') break;
      return std::nullopt;
    }
    grouping = sign;
    digits += m[i].text;
  }
  return digits.size() <= kMaxDigits ? Maybe<std::string>({without_zeros(std::move(digits)), i}) : std::nullopt;
}

Maybe<std::string> read_spoken(const Message& m, std::size_t i) {
  constexpr std::int64_t kMost = 1'000'000'000'000;  // a larger one nobody means
  std::int64_t total = 0, current = 0;
  auto end = i;
  while (end < m.size() && current < kMost && total < kMost && (end == i || m.follows(end) || m.joined(end, "-"))) {
    if (const auto small = read_small(m, end); small && !m[end].digits) {
      current += small->value, end = small->end;
    } else if (const auto* big = m.term(end, Role::magnitude); big && big->value <= 3 && m[end].text.size() > 1) {
      current = std::max<std::int64_t>(current, 1) * (big->value == 2 ? 100 : 1000);
      if (big->value == 3) total += current, current = 0;
      ++end;
    } else {
      break;
    }
  }
  return end > i ? Maybe<std::string>({std::to_string(total + current), end}) : std::nullopt;
}

std::string hundredth(const std::string& decimal) {
  const auto whole = std::min(decimal.find('.'), decimal.size());
  auto digits = std::string(whole < 3 ? 3 - whole : 0, '0') + decimal;
  const auto point = std::min(digits.find('.'), digits.size());
  if (point < digits.size()) digits.erase(point, 1);
  digits.insert(point - 2, 1, '.');
  return digits;
}

std::string shifted(const std::string& decimal, int power) {
  auto point = decimal.find('.');
  std::string digits = decimal;
  if (point == digits.npos)
    point = digits.size();
  else
    digits.erase(point, 1);
  const auto to = point + static_cast<std::size_t>(power);
  if (digits.size() < to) digits.append(to - digits.size(), '0');
  if (digits.size() > to) digits.insert(to, 1, '.');
  return without_zeros(std::move(digits));
}

}  // namespace parlance::ai::nlu
