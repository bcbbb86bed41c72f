#include <algorithm>
#include <array>

#include "ai/nlu/entities/ids.hpp"
#include "ai/nlu/entities/moment.hpp"
#include "ai/nlu/entities/numbers.hpp"
#include "ai/nlu/entities/recogniser.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr int kHalfDayS = 12 * 3600;
constexpr std::chrono::days kOneWeek{7}, kLeastMonth{28};
constexpr int kMaxYears = 200;
constexpr std::size_t kMaxLinks = 3;  // words between "from" and what follows it: "a partir de las"

bool is_one_day(const Moment& moment) {
  return moment.days && moment.days->to - moment.days->from == std::chrono::days(1);
}

// "3 to 5 March", "from 3 to 5pm": a number that the end of the range says what it is.
Maybe<Moment> bare_start(const Message& m, std::size_t i, const Moment& end) {
  const auto number = read_small(m, i);
  if (!number) return std::nullopt;
  if (end.time && !end.days) {
    Time time{number->value * 3600, false, false};
    if (number->value > 24) return std::nullopt;
    if (end.time->second >= kHalfDayS && time.second < kHalfDayS && time.second + kHalfDayS < end.time->second)
      time.second += kHalfDayS;
    return Read{Moment{.time = time, .part = end.part}, number->end};
  }
  if (!is_one_day(end) || end.time || number->value < 1 || number->value > 31) return std::nullopt;
  const std::chrono::year_month_day last{end.days->from};
  const auto day = Calendar::day(static_cast<int>(last.year()), static_cast<int>(static_cast<unsigned>(last.month())),
                                 number->value);
  return day && *day < end.days->from
             ? Maybe<Moment>({Moment{.days = Days{*day, *day + std::chrono::days(1)}}, number->end})
             : std::nullopt;
}

// Past "to", "bis", "-"; none where no range goes on here.
std::optional<std::size_t> past_connector(const Message& m, std::size_t i, bool between) {
  if (i >= m.size()) return std::nullopt;
  for (const auto dash : {"-", " - ", "–", " – "})
    if (m.gap(i) == dash) return i;
  if (!m.follows(i) || !(between ? m.is(i, Role::both) : m.is(i, Role::to))) return std::nullopt;
  const auto last = i + kMaxLinks;
  for (++i;
       i <= last && m.follows(i) &&
       (m.is(i, Role::link) || m.is(i, Role::at) || m.is(i, Role::to) || m[i].text == "las" || m[i].text == "zum") &&
       !m.is(i, Role::number);)
    ++i;
  return m.follows(i) ? std::optional(i) : std::nullopt;
}

// A time in which the range begins is in the half of the day in which it ends: "from 3 to 5pm".
void agree(Moment& from, const Moment& to) {
  if (from.time && to.time && from.time->twelve && !to.time->twelve && to.time->second >= kHalfDayS &&
      from.time->second + kHalfDayS < to.time->second)
    from.time->second += kHalfDayS;
  if (from.time) from.time->twelve = from.time->twelve && to.time && to.time->twelve;
}

Maybe<std::string> written(const Message& m, Moment from, Moment to, const std::optional<Days>& day, std::size_t end) {
  const bool times = from.time || to.time;
  if (times && (!from.time || (!to.time && !to.days))) return std::nullopt;
  if (day && (!from.time || from.days || to.days)) return std::nullopt;
  if (day) from.days = day;
  agree(from, to);
  if (!to.days) to.days = from.days;
  if (!from.days) from.days = to.days;
  // "January to April 2015": the year is of both.
  for (int years = 0;
       years < kMaxYears && from.days && to.days && to.days->from + kLeastMonth < from.days->from && !day; ++years)
    from.days = Days{Calendar::add_months(from.days->from, -12), Calendar::add_months(from.days->to, -12)};
  // "Monday to Friday" said on a Wednesday.
  if (is_one_day(from) && is_one_day(to) && to.days->from < from.days->from &&
      from.days->from - to.days->from < kOneWeek)
    to.days = Days{to.days->from + kOneWeek, to.days->to + kOneWeek};
  auto begins = from.from(m.calendar()), ends = to.to(m.calendar());
  return begins < ends ? Maybe<std::string>({begins + '/' + ends, end}) : std::nullopt;
}

// "from 2014 to 2018".
Maybe<std::string> read_years(const Message& m, std::size_t i, bool between) {
  const auto from = m[i].text.size() == 4 ? m.digits(i) : std::nullopt;
  const auto next = from ? past_connector(m, i + 1, between) : std::nullopt;
  const auto to = next && m[*next].text.size() == 4 ? m.digits(*next) : std::nullopt;
  if (!to || *from < 1900 || *to >= 2199 || *from >= *to) return std::nullopt;
  return Read{Calendar::iso(*Calendar::day(*from, 1, 1)) + '/' + Calendar::iso(*Calendar::day(*to + 1, 1, 1)),
              *next + 1};
}

// "from Monday to Friday", "entre el 3 y el 5 de mayo", "3-5pm". The word before the range is a part of it.
Maybe<std::string> read_range(const Message& m, std::size_t i, const std::optional<Days>& day) {
  const auto* from = m.term(i, Role::from);
  auto at = from ? i + 1 : i;
  while (from && at <= i + kMaxLinks && m.follows(at) &&
         (m.is(at, Role::link) || m.is(at, Role::at) || m[at].text == "las") && !m.is(at, Role::number))
    ++at;
  if (at >= m.size() || (from && !m.follows(at))) return std::nullopt;
  const bool between = from && from->value == 1;
  const auto start = read_moment(m, at);
  if (start) {
    const auto next = past_connector(m, start->end, between);
    const auto last = next ? read_moment(m, *next) : std::nullopt;
    return last && !start->value.instant ? written(m, start->value, last->value, day, last->end) : std::nullopt;
  }
  if (auto years = from ? read_years(m, at, between) : std::nullopt) return years;
  const auto number = read_small(m, at);
  const auto next = number ? past_connector(m, number->end, between) : std::nullopt;
  const auto last = next ? read_moment(m, *next) : std::nullopt;
  const auto first = last ? bare_start(m, at, last->value) : std::nullopt;
  return first ? written(m, first->value, last->value, day, last->end) : std::nullopt;
}

// "since Monday", "before March 3rd": an interval with one end.
Maybe<std::string> read_open(const Message& m, std::size_t i, const std::optional<Days>& day) {
  const auto* open = m.term(i, Role::open);
  if (!open) return std::nullopt;
  auto at = i + 1;
  while (at <= i + kMaxLinks && m.follows(at) && (m.is(at, Role::link) || m.is(at, Role::at)) &&
         !m.is(at, Role::number))
    ++at;
  const auto moment = m.follows(at) ? read_moment(m, at) : std::nullopt;
  if (!moment || moment->value.instant) return std::nullopt;
  const auto& calendar = m.calendar();
  auto when = moment->value;
  if (day && (when.days || !when.time)) return std::nullopt;
  if (day) when.days = day;
  // "Since Monday" is since the last.
  if (open->value == 1 && is_one_day(when) && when.days->from > calendar.today() &&
      when.days->from - calendar.today() < kOneWeek)
    when.days = Days{when.days->from - kOneWeek, when.days->to - kOneWeek};
  std::string value = open->value == -2   ? "../" + when.from(calendar)
                      : open->value == -1 ? "../" + when.to(calendar)
                      : open->value == 1  ? when.from(calendar) + "/.."
                                          : when.to(calendar) + "/..";
  return Read{std::move(value), moment->end};
}

// "tomorrow from 3 to 5pm", "27/12 entre las 10 y las 12".
Maybe<std::string> read_day_and_range(const Message& m, const Read<Moment>& day) {
  if (!is_one_day(day.value) || day.value.time || day.value.part) return std::nullopt;
  for (auto at = day.end; at <= day.end + 2 && m.follows(at); ++at)
    for (auto* read : {&read_range, &read_open})
      if (auto more = (*read)(m, at, day.value.days)) return more;
  return std::nullopt;
}

Maybe<std::string> read_when(const Message& m, std::size_t i) {
  auto best = read_range(m, i, std::nullopt);
  if (best && best->value.contains('T') && m.follows(best->end)) {
    // "between 10 and 11:30 this morning".
    for (auto at = best->end; at <= best->end + 1 && m.follows(at); ++at) {
      const auto day = read_moment(m, at);
      if (!day || !is_one_day(day->value) || day->value.time) continue;
      if (auto dated = read_range(m, i, day->value.days)) return Read{std::move(dated->value), day->end};
    }
  }
  if (!best) best = read_open(m, i, std::nullopt);
  if (const auto moment = read_moment(m, i)) {
    if (!best || moment->end > best->end) best = Read{moment->value.value(m.calendar()), moment->end};
    if (auto more = best->end == moment->end ? read_day_and_range(m, *moment) : std::nullopt) best = std::move(more);
  }
  return best;
}

// With the full stop of "p.m.".
std::size_t end_of(const Message& m, std::size_t token) {
  const auto end = m[token - 1].end;
  return m[token - 1].text == "m" && token > 1 && m.gap(token - 1) == "." && m.text().substr(end).starts_with('.')
             ? end + 1
             : end;
}

// "Every Friday", "tous les lundis", "jeden Tag": not once.
bool is_repeated(const Message& m, std::size_t i) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(i, 2); ++back)
    if (m.is(i - back, Role::every)) return true;
  return false;
}

bool may_start(const Token& token) {
  // Words that stand in a date, but never first.
  constexpr auto kInner =
      std::to_array<Role>({Role::marker, Role::cue, Role::link, Role::at, Role::currency, Role::cents, Role::telephone,
                           Role::extension, Role::ending, Role::magnitude, Role::every, Role::both, Role::to,
                           Role::hours, Role::past, Role::until_hour, Role::meridiem});
  return token.digits || std::ranges::any_of(token.terms, [&](const Term& term) {
           return std::ranges::find(kInner, term.role) == kInner.end();
         });
}

// A money sign or a unit beside it: a number, but no date's.
bool is_money(const Message& m, std::size_t i) {
  return m[i].digits &&
         (m.gap(i).ends_with('$') || m.gap(i).ends_with('#') || m.gap(i).ends_with("€") || m.gap(i).ends_with("£"));
}

}  // namespace

void find_dates(const Message& m, std::vector<Entity>& found) {
  constexpr std::size_t kMostWords = 1'000;  // of a message, that it looks at: a word may take it microseconds
  for (std::size_t i = 0; i < std::min(m.size(), kMostWords); ++i) {
    if (!may_start(m[i]) || is_money(m, i) || is_things_number(m.words(), m.text(), m[i].start)) continue;
    auto when = read_when(m, i);
    if (!when) continue;
    if (is_repeated(m, i)) {
      i = when->end - 1;
      continue;
    }
    found.push_back({EntityType::date, std::move(when->value), m[i].start, end_of(m, when->end)});
    i = when->end - 1;
  }
}

}  // namespace parlance::ai::nlu
