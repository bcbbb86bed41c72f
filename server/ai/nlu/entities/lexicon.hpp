#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "ai/nlu/language/tongue.hpp"

namespace parlance::ai::nlu {

// What a word does in a date, a time, an amount or a phone number. `value` is a number of the role's own.
enum class Role : std::uint8_t {
  marker,        // tells the language, nothing else
  number,        // value
  ordinal,       // value
  ending,        // of an ordinal in digits: 3rd, 1er
  magnitude,     // a power of ten
  unit,          // a `Unit`
  weekday,       // 1 is Monday
  month,         // 1 is January
  day,           // from today
  holiday,       // month * 100 + day
  part,          // a `Part` of the day
  part_today,    // a `Part`: "tonight"
  relative,      // -1 last, 0 this, 1 next
  ago_before,    // "vor" three days
  ago_after,     // three days "ago"
  ahead_before,  // "in" three days
  ahead_after,   // three days "later"
  at,            // before a time
  meridiem,      // hours to add
  hours,         // "o'clock", "Uhr", "h"
  half,
  quarter,
  past,        // quarter "past" five
  until_hour,  // quarter "to" five
  cue,         // makes a doubtful word that follows it a date
  link,        // between day, month and year
  from,
  to,
  both,      // "and" of a range, and of numbers
  open,      // -2 before, -1 until, 1 since, 2 after
  every,     // of what comes again
  closing,   // "end" of a month
  currency,  // index into `currencies`
  cents,
  telephone,  // a phone number follows
  extension,  // of a phone number
};

enum class Unit : std::uint8_t { minute, hour, day, week, weekend, month, quarter, year };
enum class Part : std::uint8_t { morning, noon, afternoon, evening, night, midnight };

// How far a word is trusted.
enum class Trust : std::uint8_t {
  full,
  own,  // only where the message is in its language: "hier" is yesterday in French alone
  cued  // only beside what makes it a date: "may", "second"
};

struct Term {
  Role role;
  int value = 0;
  Tongue language = Tongue::none;
  Trust trust = Trust::full;
};

// A row of a language's table: folded words with one meaning, apart by spaces. "!hier" is trusted in its own language,
// "?may" beside a cue.
struct Row {
  Role role;
  int value;
  std::string_view words;
};

std::span<const Row> english_rows();
std::span<const Row> german_rows();
std::span<const Row> french_rows();
std::span<const Row> spanish_rows();
std::span<const Row> portuguese_rows();

// All that a folded word may mean, in any language.
std::span<const Term> terms_of(std::string_view word);

}  // namespace parlance::ai::nlu
