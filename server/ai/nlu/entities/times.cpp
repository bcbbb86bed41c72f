#include "ai/nlu/entities/times.hpp"

#include <algorithm>
#include <array>

#include "ai/nlu/entities/numbers.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr int kMinuteS = 60, kHourS = 3600, kHoursOfDay = 24;
constexpr int kEarliest = 7;  // an hour below that, its half of the day untold, is in the afternoon

// "pm", "p.m.", "p. m.".
Maybe<int> read_meridiem(const Message& m, std::size_t i) {
  const bool beside = i < m.size() && (m.gap(i).empty() || m.follows(i));
  if (!beside) return std::nullopt;
  if (const auto* short_form = m.term(i, Role::meridiem, true)) return Read{short_form->value, i + 1};
  const auto& letter = m[i].text;
  if ((letter != "a" && letter != "p") || i + 1 >= m.size() || m[i + 1].text != "m" ||
      (m.gap(i + 1) != "." && m.gap(i + 1) != ". "))
    return std::nullopt;
  return Read{letter == "p" ? 12 : 0, i + 2};
}

Maybe<Time> with_meridiem(const Message& m, int hour, int second, std::size_t end) {
  const auto half = hour >= 1 && hour <= 12 ? read_meridiem(m, end) : std::nullopt;
  if (!half) return std::nullopt;
  return Read<Time>{{(hour % 12 + half->value) * kHourS + second, false, false, true}, half->end};
}

// A word such as "Uhr"; "heures" and "horas" are lengths of time unless "at" stands before.
bool says_hours(const Message& m, std::size_t at, bool cued) {
  if (!m.is(at, Role::hours) || !(m.gap(at).empty() || m.follows(at))) return false;
  if (cued || (m.gap(at).empty() && m.gap(at + 1).empty() && at + 1 < m.size())) return true;
  if (m[at].text == "h")
    return m.gap(at).empty() && m.digits(at - 1).value_or(0) >= kEarliest && m.digits(at - 1) < kHoursOfDay;
  return !m.is(at, Role::unit);
}

std::optional<int> minutes_at(const Message& m, std::size_t i) {
  const auto minutes = m.digits(i);
  return minutes && m[i].text.size() == 2 && *minutes < 60 ? minutes : std::nullopt;
}

// "15:30", "15:30:10", "3.30pm", "17.30 Uhr".
Maybe<Time> read_colon(const Message& m, std::size_t i, int hour, bool cued) {
  const bool colon = m.joined(i + 1, ":"), point = m.joined(i + 1, ".");
  const auto minutes = colon || point ? minutes_at(m, i + 1) : std::nullopt;
  if (!minutes || (m.joined(i + 2, ".") && m[i + 2].digits)) return std::nullopt;
  int second = *minutes * kMinuteS;
  auto end = i + 2;
  if (const auto more = colon && m.joined(end, ":") ? minutes_at(m, end) : std::nullopt) second += *more, ++end;
  if (auto half = with_meridiem(m, hour, second, end)) return half;
  const bool named = says_hours(m, end, true);
  if (!colon && !named && !(cued && m.language() != Tongue::english)) return std::nullopt;
  return Read<Time>{
      {hour * kHourS + second, false, hour <= 12 && m[i].text.size() == 1 && m.language() == Tongue::english},
      named ? end + 1 : end};
}

bool is_cued(const Message& m, std::size_t i) {
  if (i == 0 || !m.follows(i)) return false;
  const bool article = m[i - 1].text == "las" || m[i - 1].text == "la" || m[i - 1].text == "les";
  return m.is(i - 1, Role::at) || (article && i > 1 && m.is(i - 2, Role::at));
}

// What is added to a whole hour: "y media", "et quart", "menos cuarto", "e trinta". None: nothing is.
Maybe<int> read_addition(const Message& m, std::size_t i) {
  if (!m.follows(i)) return std::nullopt;
  const bool less = m.is(i, Role::until_hour) && m.language() != Tongue::english && m.language() != Tongue::german;
  if (!less && !m.is(i, Role::both)) return std::nullopt;
  const auto at = m.follows(i + 1) && (m[i + 1].text == "le" || m[i + 1].text == "un") ? i + 2 : i + 1;
  if (!m.follows(at)) return std::nullopt;
  if (m.is(at, Role::half)) return Read{30 * kMinuteS, at + 1};
  if (m.is(at, Role::quarter)) return Read{(less ? -15 : 15) * kMinuteS, at + 1};
  const auto minutes = read_small(m, at);
  if (!minutes || minutes->value >= 60 || minutes->value < 5 || m.is(minutes->end, Role::currency) ||
      m.is(minutes->end, Role::hours) || (m[at].digits && (m[at].text.size() != 2 || m.joined(minutes->end, ":"))))
    return std::nullopt;
  return Read{(less ? -1 : 1) * minutes->value * kMinuteS, minutes->end};
}

// "half past five", "quarter to six", "halb acht", "viertel nach drei".
Maybe<Time> read_before_hour(const Message& m, std::size_t i) {
  const auto* half = m.term(i, Role::half);
  if (!half && !m.is(i, Role::quarter)) return std::nullopt;
  auto at = i + 1;
  int second = half ? 30 * kMinuteS : 15 * kMinuteS;
  const bool german_half = half && half->value == 1;
  if (german_half) {
    second = -second;
  } else if (m.follows(at) && m.is(at, Role::past)) {
    ++at;
  } else if (m.follows(at) && m.is(at, Role::until_hour) && m[at].text != "moins" && m[at].text != "menos") {
    second = -second, ++at;
  } else {
    return std::nullopt;
  }
  const auto hour = m.follows(at) ? read_small(m, at) : std::nullopt;
  if (!hour || hour->value < 1 || hour->value > 12) return std::nullopt;
  return Read<Time>{{hour->value * kHourS + second, false, true}, hour->end};
}

// "noon", "midnight".
Maybe<Time> read_name(const Message& m, std::size_t i) {
  const auto part = read_part(m, i);
  // "Après-midi" is no noon.
  if (!part || (i > 0 && m[i - 1].text == "apres")) return std::nullopt;
  if (part->value == Part::noon && m.language() != Tongue::german) return Read<Time>{{12 * kHourS}, part->end};
  if (part->value == Part::midnight) return Read<Time>{{0}, part->end};
  return std::nullopt;
}

// "3", "three", "15 Uhr 30", "las siete y media".
Maybe<Time> read_hour(const Message& m, std::size_t i, bool cued) {
  const auto hour = read_small(m, i);
  if (!hour || hour->value > 24) return std::nullopt;
  if (auto half = with_meridiem(m, hour->value, 0, hour->end)) return half;
  Time time{hour->value * kHourS, true, hour->value <= 12 && m[i].text.size() < 3};
  time.twelve = hour->value <= 12 && !(m[i].digits && m[i].text.size() == 2 && m[i].text[0] == '0');
  auto end = hour->end;
  if (says_hours(m, end, cued)) {
    ++end, time.doubtful = false, time.twelve = false;
    if (const auto minutes = m.follows(end) || m.joined(end, "") ? minutes_at(m, end) : std::nullopt)
      return time.second += *minutes * kMinuteS, Read{time, end + 1};
  } else if (!cued) {
    return m[i].text.size() > 1 || m[i].digits ? Maybe<Time>({time, end}) : std::nullopt;
  }
  if (m.language() != Tongue::english && m.language() != Tongue::german)
    if (const auto more = read_addition(m, end)) time.second += more->value, time.doubtful = false, end = more->end;
  return Read{time, end};
}

}  // namespace

Maybe<Time> read_time(const Message& m, std::size_t i) {
  if (auto name = read_name(m, i)) return name;
  if (auto before = read_before_hour(m, i)) return before;
  // A part of something longer.
  if (i >= m.size() ||
      (i > 0 && m[i].digits && m[i - 1].digits && m.gap(i).size() == 1 && m.gap(i) != " " && m.gap(i) != "-"))
    return std::nullopt;
  const bool cued = is_cued(m, i);
  if (const auto hour = m.digits(i); hour && *hour <= 24 && m[i].text.size() <= 2)
    if (auto colon = read_colon(m, i, *hour, cued)) return colon;
  return read_hour(m, i, cued);
}

Maybe<Part> read_part(const Message& m, std::size_t i) {
  struct Pair {
    std::string_view first, second;
    Part part;
  };
  constexpr Pair kPairs[] = {{"apres", "midi", Part::afternoon},
                             {"meia", "noite", Part::midnight},
                             {"meio", "dia", Part::noon},
                             {"media", "noche", Part::midnight}};
  if (i >= m.size()) return std::nullopt;
  for (const auto& [first, second, part] : kPairs)
    if (m[i].text == first && (m.joined(i + 1, "-") || m.joined(i + 1, " ")) && m[i + 1].text == second)
      return Read{part, i + 2};
  // "Más tarde" is later.
  if (i > 0 && m[i].text == "tarde" && (m[i - 1].text == "mas" || m[i - 1].text == "mais")) return std::nullopt;
  const auto* part = m.term(i, Role::part);
  return part ? Maybe<Part>({static_cast<Part>(part->value), i + 1}) : std::nullopt;
}

Hours hours_of(Part part) {
  constexpr std::array<Hours, 6> kHours{{{6, 12}, {12, 13}, {12, 18}, {18, 24}, {20, 24}, {0, 1}}};
  return kHours.at(static_cast<std::size_t>(part));
}

int second_in(Time time, std::optional<Part> part) {
  const int hour = time.second / kHourS;
  if (part && hour <= 12 && !time.told) {
    const bool late = *part == Part::afternoon || *part == Part::evening || (*part == Part::night && hour >= 6);
    if (late && hour < 12) return time.second + 12 * kHourS;
    if (*part == Part::night && hour == 12) return time.second - 12 * kHourS;
    return time.second;
  }
  return time.twelve && hour < kEarliest && hour > 0 ? time.second + 12 * kHourS : time.second;
}

}  // namespace parlance::ai::nlu
