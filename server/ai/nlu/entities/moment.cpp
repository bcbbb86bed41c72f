#include "ai/nlu/entities/moment.hpp"

#include <algorithm>
#include <array>

#include "ai/nlu/entities/days.hpp"
#include "ai/nlu/entities/relative_day.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr int kHourS = 3600;
constexpr std::size_t kMaxGlue = 3;  // words between two parts of one: "por la", "at about", "in the"

bool is_glue(const Message& m, std::size_t i) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"the", "la", "las", "les", "le", "por", "pela", "pelas", "in", "on", "of", "de", "du",  "da",
       "am",  "em", "en",  "el",  "l",  "dia", "den",  "o",     "a",  "ao", "na", "no", "dans"});
  return i < m.size() && (m.is(i, Role::at) || std::ranges::find(kWords, m[i].text) != kWords.end());
}

// Whether "at" or the like stands among the glue before.
bool says_at(const Message& m, std::size_t from, std::size_t to) {
  for (; from < to; ++from)
    if (m.is(from, Role::at)) return true;
  return false;
}

// Adds what stands at `i` to what is known already. False where nothing fits.
bool extend(const Message& m, Moment& moment, std::size_t from, std::size_t i, std::size_t& end) {
  if (!moment.part && (moment.days || moment.time)) {
    if (const auto part = read_part(m, i);
        part && part->value != Part::midnight && (part->value != Part::noon || moment.days)) {
      if (moment.days && moment.days->to - moment.days->from > std::chrono::days(1)) return false;
      return moment.part = part->value, end = part->end, true;
    }
  }
  if (!moment.days) {
    if (const auto days = read_days(m, i); days && days->value.to - days->value.from == std::chrono::days(1))
      return moment.days = days->value, end = days->end, true;
  } else if (!moment.time && moment.days->to - moment.days->from == std::chrono::days(1)) {
    const auto time = read_time(m, i);
    if (time && (!time->value.doubtful || says_at(m, from, i))) return moment.time = time->value, end = time->end, true;
  }
  return false;
}

// "This evening", "tonight", "heute Abend" without the day.
Maybe<Moment> part_of_today(const Message& m, std::size_t i) {
  Moment out;
  const auto today = m.calendar().today();
  out.days = Days{today, today + std::chrono::days(1)};
  if (const auto* tonight = m.term(i, Role::part_today)) {
    out.part = static_cast<Part>(tonight->value);
    return Read{out, i + 1};
  }
  const auto* relative = m.term(i, Role::relative);
  if (!relative || !m.follows(i + 1)) return std::nullopt;
  const auto part = read_part(m, i + 1);
  if (!part || (relative->value != 0 && !(relative->value == -1 && part->value == Part::night))) return std::nullopt;
  if (relative->value == -1) out.days = Days{today - std::chrono::days(1), today};
  out.part = part->value;
  return Read{out, part->end};
}

Maybe<Moment> first_part(const Message& m, std::size_t i) {
  if (auto instant = read_relative_instant(m, i)) return Read{Moment{.instant = instant->value}, instant->end};
  if (auto today = part_of_today(m, i)) return today;
  if (auto days = read_days(m, i)) return Read{Moment{.days = days->value}, days->end};
  if (auto time = read_time(m, i)) return Read{Moment{.time = time->value}, time->end};
  // "Morgens um 7 Uhr".
  if (const auto part = read_part(m, i); part && m.language() == Tongue::german && !m.is(i, Role::day) &&
                                         part->value != Part::noon && m[i].text.ends_with('s'))
    return Read{Moment{.part = part->value}, part->end};
  return std::nullopt;
}

// "14. Oktober" before which stands a time: "um 8 Uhr morgens am 14. Oktober".
bool stands_alone(const Moment& moment, const Message& m, std::size_t i, std::size_t end) {
  if (moment.days || moment.instant) return true;
  if (!moment.time) return false;
  if (!moment.time->doubtful || moment.part) return true;
  // "At 3" alone: only where no noun follows.
  return i > 0 && end > i && m.is(i - 1, Role::at) && m.language() != Tongue::french &&
         (m[i - 1].text == "um" || m[i - 1].text == "as") && !m.follows(end);
}

}  // namespace

Maybe<Moment> read_moment(const Message& m, std::size_t i) {
  auto found = first_part(m, i);
  if (!found) return std::nullopt;
  auto& [moment, end] = *found;
  for (bool more = !moment.instant; more;) {
    more = false;
    auto at = end;
    for (std::size_t glue = 0; glue <= kMaxGlue && m.follows(at); ++glue, ++at) {
      if (extend(m, moment, end, at, end)) {
        more = true;
        break;
      }
      if (!is_glue(m, at)) break;
    }
    if (!more && !moment.time && moment.part && !moment.days && m.follows(end) && m.is(end, Role::at))
      if (const auto time = read_time(m, end + 1)) moment.time = time->value, end = time->end, more = true;
  }
  return stands_alone(moment, m, i, end) ? found : std::nullopt;
}

std::string Moment::from(const Calendar& calendar) const {
  if (instant) return calendar.iso_instant(*instant);
  const auto day = days ? days->from : calendar.today();
  if (time) return calendar.iso(day, second_in(*time, part));
  return part ? calendar.iso(day, hours_of(*part).from * kHourS) : Calendar::iso(day);
}

std::string Moment::to(const Calendar& calendar) const {
  if (instant || time) return from(calendar);
  if (part) return calendar.iso(days->from, hours_of(*part).to * kHourS);
  return Calendar::iso(days->to);
}

std::string Moment::value(const Calendar& calendar) const {
  const bool one = instant || time || (!part && days->to - days->from == std::chrono::days(1));
  return one ? from(calendar) : from(calendar) + '/' + to(calendar);
}

}  // namespace parlance::ai::nlu
