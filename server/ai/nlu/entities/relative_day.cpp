#include "ai/nlu/entities/relative_day.hpp"

#include <algorithm>
#include <array>

#include "ai/nlu/entities/named_day.hpp"
#include "ai/nlu/entities/numbers.hpp"

namespace parlance::ai::nlu {
namespace {

using std::chrono::days;

constexpr int kMaxLinks = 3;  // "of the", "de la"

Read<Days> one(Day day, std::size_t end) { return {{day, day + days(1)}, end}; }

bool says(const Message& m, std::size_t i, std::string_view word) { return i < m.size() && m[i].text == word; }

// Beside each other by a space or a hyphen.
bool beside(const Message& m, std::size_t i) { return m.follows(i) || m.joined(i, "-"); }

struct Words {
  std::array<std::string_view, 4> words;
  int value;
};

std::optional<Read<int>> phrase(const Message& m, std::size_t i, std::span<const Words> phrases) {
  for (const auto& [words, value] : phrases) {
    auto end = i;
    for (const auto word : words) {
      if (word.empty()) break;
      if (!says(m, end, word) || (end > i && !beside(m, end))) {
        end = i;
        break;
      }
      ++end;
    }
    if (end > i) return Read{value, end};
  }
  return std::nullopt;
}

constexpr Words kDays[] = {{{"day", "after", "tomorrow"}, 2}, {{"day", "before", "yesterday"}, -2},
                           {{"apres", "demain"}, 2},          {{"avant", "hier"}, -2},
                           {{"pasado", "manana"}, 2},         {{"antes", "de", "ayer"}, -2},
                           {{"depois", "de", "amanha"}, 2},   {{"antes", "de", "ontem"}, -2}};

// "Mañana" and "Morgen" behind these are the morning, and "guten Morgen" is no date at all.
bool is_morning(const Message& m, std::size_t i) {
  constexpr auto kBefore = std::to_array<std::string_view>(
      {"la", "am", "guten", "jeden", "diesen", "diesem", "den", "buena", "esta", "una", "vom", "zum"});
  return i > 0 && m.is(i, Role::part) && m.follows(i) && std::ranges::find(kBefore, m[i - 1].text) != kBefore.end();
}

Maybe<Days> offset_word(const Message& m, std::size_t i) {
  if (const auto found = phrase(m, i, kDays)) return one(m.calendar().today() + days(found->value), found->end);
  const auto* day = m.term(i, Role::day);
  if (!day || is_morning(m, i)) return std::nullopt;
  return one(m.calendar().today() + days(day->value), i + 1);
}

Maybe<Unit> read_unit(const Message& m, std::size_t i) {
  constexpr Words kWeekends[] = {{{"fin", "de", "semana"}, 0}, {{"fim", "de", "semana"}, 0}, {{"week", "end"}, 0}};
  if (const auto weekend = phrase(m, i, kWeekends)) return Read{Unit::weekend, weekend->end};
  const auto* unit = m.term(i, Role::unit, true);
  return unit ? Maybe<Unit>({static_cast<Unit>(unit->value), i + 1}) : std::nullopt;
}

int first_month_of_quarter(Day day) {
  const auto month = static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day(day).month()));
  return -((month - 1) % 3);
}

// The week, month … that is `n` from today's.
Days period(const Calendar& calendar, Unit unit, int n) {
  using namespace std::chrono;
  const auto today = calendar.today();
  const year_month_day date{today};
  const auto month = Day(date.year() / date.month() / 1), monday = Calendar::monday(today);
  const auto months = [](Day from, int skip, int length) {
    const auto start = Calendar::add_months(from, skip);
    return Days{start, Calendar::add_months(start, length)};
  };
  switch (unit) {
    case Unit::week:
      return {monday + weeks(n), monday + weeks(n + 1)};
    case Unit::weekend:
      return {monday + weeks(n) + days(5), monday + weeks(n + 1)};
    case Unit::month:
      return months(month, n, 1);
    case Unit::quarter:
      return months(Calendar::add_months(month, first_month_of_quarter(today)), 3 * n, 3);
    case Unit::year:
      return months(Day(date.year() / January / 1), 12 * n, 12);
    default:
      return {today + days(n), today + days(n + 1)};
  }
}

// "Last Friday" is the latest, "next Friday" that of the next week, "this Friday" this week's.
Day weekday(const Calendar& calendar, int weekday, int relative) {
  const auto today = calendar.today();
  if (relative >= 0) return Calendar::monday(today) + days(7 * relative + weekday - 1);
  return today - days((Calendar::weekday(today) - weekday + 6) % 7 + 1) - days(7 * (-relative - 1));
}

Maybe<Days> at_relative(const Message& m, std::size_t noun, int relative) {
  if (const auto day = read_weekday(m, noun, true)) return one(weekday(m.calendar(), day->value, relative), day->end);
  if (const auto unit = read_unit(m, noun); unit && unit->value != Unit::minute && unit->value != Unit::hour) {
    if (unit->value == Unit::day && relative == 0) return std::nullopt;
    return Read<Days>{period(m.calendar(), unit->value, relative), unit->end};
  }
  const auto* month = m.term(noun, Role::month, relative != 0);
  if (!month) return std::nullopt;
  // "Last March" is over, "next March" has not begun, "this March" is this year's.
  const auto year = static_cast<int>(std::chrono::year_month_day(m.calendar().today()).year());
  auto found = m.calendar().month(month->value, year);
  if (relative > 0 && found.from <= m.calendar().today()) found = m.calendar().month(month->value, year + 1);
  if (relative < 0 && found.to > m.calendar().today()) found = m.calendar().month(month->value, year - 1);
  return Read<Days>{found, noun + 1};
}

// "the last 3 days", "los próximos 2 meses", "3 derniers jours": up to today, or from tomorrow on.
Maybe<Days> several(const Message& m, std::size_t i) {
  const auto* before = m.term(i, Role::relative);
  const auto number = read_small(m, before ? i + 1 : i);
  if (!number || (before && !m.follows(i + 1)) || !m.follows(number->end)) return std::nullopt;
  auto at = number->end;
  const auto* after = before ? nullptr : m.term(at, Role::relative);
  if (after && !m.follows(++at)) return std::nullopt;
  const auto unit = read_unit(m, at);
  const auto* relative = before ? before : after;
  if (!relative || relative->value == 0 || !unit || unit->value < Unit::day) return std::nullopt;
  const auto today = m.calendar().today();
  return relative->value < 0
             ? Read<Days>{{moved(today, unit->value, -number->value), today + days(1)}, unit->end}
             : Read<Days>{{today + days(1), moved(today + days(1), unit->value, number->value)}, unit->end};
}

// "next week", "lundi prochain", "la semana que viene".
Maybe<Days> with_relative(const Message& m, std::size_t i) {
  if (const auto* relative = m.term(i, Role::relative); relative && m.follows(i + 1)) {
    auto found = at_relative(m, i + 1, relative->value);
    // "This Friday, March 6th": the date tells.
    if (auto dated = found && read_weekday(m, i + 1, true) ? read_named_day(m, i + 1) : std::nullopt;
        dated && dated->end > found->end)
      return dated;
    if (found) return found;
  }
  const bool named = read_weekday(m, i, true) || read_unit(m, i) || m.term(i, Role::month, true);
  if (!named || m.language() == Tongue::english || m.language() == Tongue::german) return std::nullopt;
  const auto noun = at_relative(m, i, 1);
  if (!noun || !m.follows(noun->end)) return std::nullopt;
  constexpr Words kComing[] = {
      {{"que", "viene"}, 1}, {{"que", "vem"}, 1}, {{"qui", "vient"}, 1}, {{"que", "entra"}, 1}, {{"en", "cours"}, 0}};
  auto relative = phrase(m, noun->end, kComing);
  if (const auto* after = m.term(noun->end, Role::relative); !relative && after && after->value != 0)
    relative = Read{after->value, noun->end + 1};
  auto found = relative ? at_relative(m, i, relative->value) : std::nullopt;
  if (found) found->end = relative->end;
  return found;
}

bool is_week(const Days& period) { return period.to - period.from == days(7) && Calendar::weekday(period.from) == 1; }

// "Tuesday of last week", "lunes de la semana que viene", "nächste Woche Montag".
Maybe<Days> weekday_of_week(const Message& m, std::size_t i) {
  const auto first = read_weekday(m, i, true);
  const auto week_first = first ? std::nullopt : with_relative(m, i);
  if (!first && (!week_first || !is_week(week_first->value))) return std::nullopt;
  auto at = first ? first->end : week_first->end;
  for (int n = 0; n < kMaxLinks && m.follows(at) && (m.is(at, Role::link) || m.is(at, Role::cue) || m[at].text == "la");
       ++n) {
    if (first && m.is(at, Role::relative)) break;
    ++at;
  }
  if (!m.follows(at)) return std::nullopt;
  const auto week = first ? with_relative(m, at) : week_first;
  const auto weekday = first ? first : read_weekday(m, at, true);
  if (!week || !weekday || !is_week(week->value)) return std::nullopt;
  return one(week->value.from + days(weekday->value - 1), std::max(week->end, weekday->end));
}

// "the end of the month", "Ende nächster Woche", "fin de mes": its last day.
Maybe<Days> end_of_period(const Message& m, std::size_t i) {
  if (!m.is(i, Role::closing)) return std::nullopt;
  auto at = i + 1;
  for (int n = 0;
       n < kMaxLinks && m.follows(at) && (m.is(at, Role::link) || m[at].text == "la") && !m.is(at, Role::relative); ++n)
    ++at;
  if (!m.follows(at)) return std::nullopt;
  auto period = with_relative(m, at);
  if (!period) period = at_relative(m, at, 0);
  if (!period || period->value.to - period->value.from == days(1)) return std::nullopt;
  return one(period->value.to - days(1), period->end);
}

struct Away {
  int n;
  Unit unit;
};

// "in 3 days", "two weeks ago", "il y a un mois": how far, and which way.
Maybe<Away> read_away(const Message& m, std::size_t i) {
  constexpr Words kAgo[] = {{{"il", "y", "a"}, -1}, {{"dentro", "de"}, 1}, {{"daqui", "a"}, 1}, {{"daqui", "ha"}, 1}};
  constexpr Words kFrom[] = {{{"from", "now"}, 1}, {{"from", "today"}, 1}, {{"a", "partir", "de", "hoy"}, 1}};
  auto way = phrase(m, i, kAgo);
  if (!way && m.is(i, Role::ago_before)) way = Read{-1, i + 1};
  if (!way && m.is(i, Role::ahead_before)) way = Read{1, i + 1};
  const auto at = way ? way->end : i;
  if (way && !m.follows(at)) return std::nullopt;
  const auto number = read_small(m, at);
  const auto unit = number && beside(m, number->end) ? read_unit(m, number->end) : std::nullopt;
  if (!unit || number->value == 0) return std::nullopt;
  auto end = unit->end;
  if (m.follows(end)) {
    auto after = phrase(m, end, kFrom);
    if (!after && m.is(end, Role::ago_after)) after = Read{-1, end + 1};
    if (!after && !way && m.is(end, Role::ahead_after)) after = Read{1, end + 1};
    if (after) way = after, end = after->end;
  }
  if (!way) return std::nullopt;
  return Read{Away{way->value * number->value, unit->value}, end};
}

}  // namespace

Day moved(Day from, Unit unit, int n) {
  switch (unit) {
    case Unit::week:
    case Unit::weekend:
      return from + std::chrono::weeks(n);
    case Unit::month:
      return Calendar::add_months(from, n);
    case Unit::quarter:
      return Calendar::add_months(from, 3 * n);
    case Unit::year:
      return Calendar::add_months(from, 12 * n);
    default:
      return from + days(n);
  }
}

Maybe<Distance> read_distance(const Message& m, std::size_t i) {
  const auto number = read_small(m, i);
  const auto unit = number && beside(m, number->end) ? read_unit(m, number->end) : std::nullopt;
  if (!unit || unit->value < Unit::day) return std::nullopt;
  return Read{Distance{number->value, unit->value}, unit->end};
}

Maybe<UnixMs> read_relative_instant(const Message& m, std::size_t i) {
  const auto away = read_away(m, i);
  if (!away || away->value.unit > Unit::hour) return std::nullopt;
  return Read{m.calendar().now() + away->value.n * (away->value.unit == Unit::hour ? kHourMs : kMinuteMs), away->end};
}

Maybe<Days> read_relative_day(const Message& m, std::size_t i) {
  if (auto found = several(m, i)) return found;
  if (const auto away = read_away(m, i); away && away->value.unit >= Unit::day)
    return one(moved(m.calendar().today(), away->value.unit, away->value.n), away->end);
  for (auto* read : {&weekday_of_week, &end_of_period, &with_relative})
    if (auto found = (*read)(m, i)) return found;
  return offset_word(m, i);
}

}  // namespace parlance::ai::nlu
