#include "ai/nlu/entities/named_day.hpp"

#include "ai/nlu/entities/numbers.hpp"
#include "ai/nlu/entities/numeric_day.hpp"

namespace parlance::ai::nlu {
namespace {

using std::chrono::days;

Read<Days> one(Day day, std::size_t end) { return {{day, day + days(1)}, end}; }

bool cued(const Message& m, std::size_t i) {
  return i > 0 && m.follows(i) && (m.is(i - 1, Role::cue) || m.is(i - 1, Role::relative));
}

// Past "of", "de", "den", where they stand beside.
std::size_t past_links(const Message& m, std::size_t i) {
  for (int n = 0; n < 2 && m.follows(i) && m.is(i, Role::link); ++n) ++i;
  return i;
}

Maybe<int> read_year(const Message& m, std::size_t i) {
  auto at = past_links(m, i);
  if (at == i && m.follows(i) && (m[i].text == "in" || m[i].text == "en")) ++at;
  const auto year = m.follows(at) ? m.digits(at) : std::nullopt;
  if (!year || m[at].text.size() != 4 || *year < 1900 || *year >= 2200 || m.joined(at + 1, ":")) return std::nullopt;
  return Read{*year, at + 1};
}

std::optional<Day> in_year(const Message& m, int month, int day, const Maybe<int>& year) {
  return year ? Calendar::day(year->value, month, day) : m.calendar().nearest(month, day);
}

Maybe<int> read_day_number(const Message& m, std::size_t i) {
  auto number = read_ordinal(m, i);
  if (!number) number = read_small(m, i);
  // "One" is an article in most languages.
  const bool article = number && number->value == 1 && !m[i].digits && !m.term(i, Role::ordinal, true);
  return number && number->value >= 1 && number->value <= 31 && !article ? number : std::nullopt;
}

// "March 3rd, 2026", "March 3-5", "March 2026", "March".
Maybe<Days> month_first(const Message& m, std::size_t i) {
  const auto* month = m.term(i, Role::month, true);
  if (!month) return std::nullopt;
  const auto at = m.follows(i + 1) && m[i + 1].text == "the" ? i + 2 : i + 1;
  const auto number = m.follows(at) ? read_day_number(m, at) : std::nullopt;
  if (number && !m.joined(number->end, ":") && !m.is(number->end, Role::meridiem)) {
    if (const auto last = m.joined(number->end, "-") ? m.digits(number->end) : std::nullopt; last && *last <= 31) {
      const auto year = read_year(m, number->end + 1);
      const auto from = in_year(m, month->value, number->value, year), to = in_year(m, month->value, *last, year);
      if (from && to && *from < *to) return Read<Days>{{*from, *to + days(1)}, year ? year->end : number->end + 1};
    }
    const auto year = read_year(m, number->end);
    if (const auto day = in_year(m, month->value, number->value, year))
      return one(*day, year ? year->end : number->end);
  }
  if (const auto year = read_year(m, i + 1))
    return Read<Days>{m.calendar().month(month->value, year->value), year->end};
  // "This may take a week."
  const bool verb = cued(m, i) && m.is(i - 1, Role::relative) && m.term(i - 1, Role::relative)->value == 0;
  if (!m.term(i, Role::month, cued(m, i) && !verb)) return std::nullopt;
  return Read<Days>{m.calendar().month(month->value, std::nullopt), i + 1};
}

// "3rd of March 2026", "3. März", "3 de marzo de 2026".
Maybe<Days> day_first(const Message& m, std::size_t i) {
  const auto number = read_day_number(m, i);
  if (!number) return std::nullopt;
  const auto at = past_links(m, number->end);
  const bool beside = m.follows(at) || m.gap(at) == "." || m.gap(at) == "";
  const auto* month = beside ? m.term(at, Role::month, true) : nullptr;
  if (!month) return std::nullopt;
  const auto year = read_year(m, at + 1);
  const auto day = in_year(m, month->value, number->value, year);
  return day ? Maybe<Days>(one(*day, year ? year->end : at + 1)) : std::nullopt;
}

// The coming one, today's too.
Day coming(const Message& m, int weekday) {
  const auto today = m.calendar().today();
  return today + days((weekday - Calendar::weekday(today) + 7) % 7);
}

// "Friday, March 3rd", "Monday the 24th", "lunes 21", "Freitag".
Maybe<Days> weekday_first(const Message& m, std::size_t i) {
  const auto weekday = read_weekday(m, i, true);
  if (!weekday) return std::nullopt;
  auto at = past_links(m, weekday->end);
  if (m.follows(at) && m[at].text == "dia") ++at;
  if (m.follows(at)) {
    for (auto* read : {&month_first, &day_first, &read_numeric_day})
      if (auto day = (*read)(m, at); day && day->value.to - day->value.from == days(1)) return day;
    if (const auto number = read_day_number(m, at);
        number && !m.joined(number->end, ":") && !m.joined(number->end, "") && !m.joined(number->end, ".") &&
        !m.is(number->end, Role::hours) && !m.is(number->end, Role::unit) &&
        (m.language() != Tongue::english || !m.term(number->end, Role::meridiem, true)))
      if (const auto day = m.calendar().nearest_in_month(number->value, weekday->value)) return one(*day, number->end);
  }
  if (!read_weekday(m, i, cued(m, i))) return std::nullopt;
  return one(coming(m, weekday->value), weekday->end);
}

// "Christmas".
Maybe<Days> holiday(const Message& m, std::size_t i) {
  const auto* holiday = m.term(i, Role::holiday);
  if (!holiday) return std::nullopt;
  const auto year = read_year(m, i + 1);
  const auto day = in_year(m, holiday->value / 100, holiday->value % 100, year);
  return day ? Maybe<Days>(one(*day, year ? year->end : i + 1)) : std::nullopt;
}

// "the 12th", "día 18".
Maybe<Days> day_alone(const Message& m, std::size_t i) {
  const bool named = m[i].text == "dia" && m.follows(i + 1);
  const bool counted = m.language() == Tongue::english && i > 0 && m.follows(i) && m[i - 1].text == "the" &&
                       m.digits(i) && read_ordinal(m, i);
  const auto number = named || counted ? read_day_number(m, named ? i + 1 : i) : std::nullopt;
  if (!number || (named && m.is(number->end, Role::unit))) return std::nullopt;
  const bool noun = counted && m.follows(number->end) && !m.is(number->end, Role::at) && !m.is(number->end, Role::cue);
  const auto day = noun ? std::nullopt : m.calendar().nearest_in_month(number->value);
  return day ? Maybe<Days>(one(*day, number->end)) : std::nullopt;
}

}  // namespace

Maybe<int> read_weekday(const Message& m, std::size_t i, bool cued) {
  if (const auto* weekday = m.term(i, Role::weekday, cued)) {
    const bool fair = (m.joined(i + 1, "-") || m.joined(i + 1, " ")) && m[i + 1].text == "feira";
    return Read{weekday->value, fair ? i + 2 : i + 1};
  }
  constexpr std::string_view kFairs[] = {"segunda", "terca", "quarta", "quinta", "sexta"};
  for (int n = 0; n < 5; ++n)
    if (i < m.size() && m[i].text == kFairs[n] && (m.joined(i + 1, "-") || m.joined(i + 1, " ")) &&
        m[i + 1].text == "feira")
      return Read{n + 1, i + 2};
  return std::nullopt;
}

Maybe<Days> read_named_day(const Message& m, std::size_t i) {
  for (auto* read : {&weekday_first, &day_first, &month_first, &holiday, &day_alone})
    if (auto found = (*read)(m, i)) return found;
  return std::nullopt;
}

}  // namespace parlance::ai::nlu
