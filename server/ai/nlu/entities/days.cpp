#include "ai/nlu/entities/days.hpp"

#include "ai/nlu/entities/named_day.hpp"
#include "ai/nlu/entities/numeric_day.hpp"
#include "ai/nlu/entities/relative_day.hpp"

namespace parlance::ai::nlu {
namespace {

// "in 2025", "seit 2020", "el año 2010".
Maybe<Days> read_year(const Message& m, std::size_t i) {
  const auto year = i > 0 && m.follows(i) && m[i].text.size() == 4 ? m.digits(i) : std::nullopt;
  if (!year || *year < 1900 || *year >= 2100 || (i + 1 < m.size() && m.gap(i + 1).size() <= 1 && m[i + 1].digits))
    return std::nullopt;
  const bool second =
      (m.is(i - 1, Role::to) || m.is(i - 1, Role::both)) && i > 1 && m[i - 2].digits && m[i - 2].text.size() == 4;
  const bool cued = second || m.is(i - 1, Role::cue) ||
                    (m.is(i - 1, Role::unit) && m.term(i - 1, Role::unit)->value == static_cast<int>(Unit::year));
  // An amount of something stands before a noun: "in 2000 cases".
  if (!cued || (m.follows(i + 1) && m[i + 1].terms.empty())) return std::nullopt;
  return Read<Days>{{*Calendar::day(*year, 1, 1), *Calendar::day(*year + 1, 1, 1)}, i + 1};
}

// What a distance may be counted from.
Maybe<Days> read_base(const Message& m, std::size_t i) {
  for (auto* read : {&read_numeric_day, &read_named_day, &read_relative_day})
    if (auto found = (*read)(m, i); found && found->value.to - found->value.from == std::chrono::days(1)) return found;
  return std::nullopt;
}

// "3 days after January 12th", "two weeks from tomorrow", "2 días antes de hoy".
Maybe<Days> read_distant_day(const Message& m, std::size_t i) {
  const auto distance = read_distance(m, i);
  if (!distance || !m.follows(distance->end)) return std::nullopt;
  auto at = distance->end;
  const auto* open = m.term(at, Role::open);
  const bool from = m[at].text == "from";
  if (!from && (!open || (open->value != -2 && open->value != 2))) return std::nullopt;
  for (++at; m.follows(at) && m.is(at, Role::link);) ++at;
  const auto base = m.follows(at) ? read_base(m, at) : std::nullopt;
  if (!base) return std::nullopt;
  const auto [n, unit] = distance->value;
  const auto day = moved(base->value.from, unit, from || open->value > 0 ? n : -n);
  return Read<Days>{{day, day + std::chrono::days(1)}, base->end};
}

}  // namespace

Maybe<Days> read_days(const Message& m, std::size_t i) {
  Maybe<Days> best;
  for (auto* read : {&read_numeric_day, &read_named_day, &read_relative_day, &read_distant_day, &read_year})
    if (auto found = (*read)(m, i); found && (!best || found->end > best->end)) best = found;
  return best;
}

}  // namespace parlance::ai::nlu
