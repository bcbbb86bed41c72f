#include "ai/nlu/entities/numeric_day.hpp"

#include <array>

namespace parlance::ai::nlu {
namespace {

// A number or a month's name between two signs.
struct Part3 {
  int value;
  std::size_t digits;  // none: a name
};

std::optional<Part3> part_at(const Message& m, std::size_t i) {
  if (const auto digits = m.digits(i)) return Part3{*digits, m[i].text.size()};
  if (const auto* month = m.term(i, Role::month, true)) return Part3{month->value, 0};
  return std::nullopt;
}

bool is_sign(std::string_view gap) { return gap == "." || gap == "/" || gap == "-"; }

std::optional<Day> of_parts(const Message& m, std::array<Part3, 3> p, char sign) {
  if (p[1].digits == 0 && p[0].digits == 4) return Calendar::day(p[0].value, p[1].value, p[2].value);
  if (p[0].digits == 0 && p[2].digits >= 2) return Calendar::day(p[2].value, p[0].value, p[1].value);
  if (p[0].digits == 4 && p[1].digits != 0 && p[2].digits != 0 && p[1].digits <= 2 && p[2].digits <= 2)
    return Calendar::day(p[0].value, p[1].value, p[2].value);
  if (p[0].digits > 2 || p[1].digits > 2 || (p[2].digits != 2 && p[2].digits != 4)) return std::nullopt;
  const auto day_first = Calendar::day(p[2].value, p[1].value, p[0].value);
  const auto month_first = Calendar::day(p[2].value, p[0].value, p[1].value);
  const bool american =
      sign != '.' && p[1].digits != 0 && m.language() <= Tongue::english && m.calendar().month_first();
  return american ? (month_first ? month_first : day_first) : (day_first ? day_first : month_first);
}

bool is_common_fraction(int a, int b) { return (a == 24 && b == 7) || (b <= 5 && a <= b) || (a == 9 && b == 5); }

// Day and month: doubtful, so it wants a cue or a full stop behind it.
Maybe<Days> read_pair(const Message& m, std::size_t i, Part3 a, Part3 b) {
  const char sign = m.gap(i + 1)[0];
  if (a.digits > 2 || b.digits > 2 || a.digits == 0) return std::nullopt;
  const bool cued = i > 0 && m.follows(i) && (m.is(i - 1, Role::cue) || m.is(i - 1, Role::weekday));
  const bool named = b.digits == 0;
  const bool closed = sign == '.' && m.gap(i + 2).starts_with(".") && m.language() == Tongue::german && b.value <= 12;
  if (!named && !closed && (sign == '-' || (!cued && (sign == '.' || is_common_fraction(a.value, b.value)))))
    return std::nullopt;
  const auto day_first = m.calendar().nearest(b.value, a.value), month_first = m.calendar().nearest(a.value, b.value);
  const bool american = sign == '/' && !named && m.language() <= Tongue::english && m.calendar().month_first();
  const auto day = american ? (month_first ? month_first : day_first)
                            : (day_first ? day_first
                               : named   ? day_first
                                         : month_first);
  return day ? Maybe<Days>({{*day, *day + std::chrono::days(1)}, i + 2}) : std::nullopt;
}

}  // namespace

Maybe<Days> read_numeric_day(const Message& m, std::size_t i) {
  // A part of something longer.
  if (i > 0 && is_sign(m.gap(i)) && m[i - 1].digits) return std::nullopt;
  const auto sign = i + 1 < m.size() ? m.gap(i + 1) : std::string_view{};
  const auto first = part_at(m, i), second = is_sign(sign) ? part_at(m, i + 1) : std::nullopt;
  if (!first || !second) return std::nullopt;
  const auto third = m.joined(i + 2, sign) ? part_at(m, i + 2) : std::nullopt;
  if (!third) {
    if (is_sign(m.gap(i + 2)) && i + 2 < m.size() && m[i + 2].digits) return std::nullopt;
    return read_pair(m, i, *first, *second);
  }
  if (i + 3 < m.size() && m.gap(i + 3) == sign && m[i + 3].digits) return std::nullopt;
  const auto day = of_parts(m, {*first, *second, *third}, sign[0]);
  return day ? Maybe<Days>({{*day, *day + std::chrono::days(1)}, i + 3}) : std::nullopt;
}

}  // namespace parlance::ai::nlu
