#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "ai/nlu/entities/entity.hpp"

namespace parlance::ai::nlu {

using Day = std::chrono::local_days;

// Half open.
struct Days {
  Day from, to;
  bool operator==(const Days&) const = default;
};

// The customer's wall calendar. Looks at the zone only when it is asked.
class Calendar {
 public:
  explicit Calendar(const Clock& clock) : clock_(&clock) {}

  Day today() const;
  // Minutes since the epoch on the customer's wall clock.
  std::int64_t wall_minutes() const;
  // A month before its day, as in the United States.
  bool month_first() const;

  // A day that exists; with a year of two digits, that of this century or the last which is nearer.
  static std::optional<Day> day(int year, int month, int day);
  // Of the years about this one, that which is nearest to today.
  std::optional<Day> nearest(int month, int day) const;
  // Of the months about this one, where it falls on a weekday if one is given.
  std::optional<Day> nearest_in_month(int day_of_month, std::optional<int> weekday = std::nullopt) const;
  Days month(int month, std::optional<int> year) const;

  static int weekday(Day day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()); }
  static Day monday(Day day) { return day - std::chrono::days(weekday(day) - 1); }
  static Day add_months(Day day, int months);  // the last of the month where the day is none of it

  static std::string iso(Day day);
  // With the zone's offset at that time; a time that the change to summer time leaves out comes an hour later.
  std::string iso(Day day, int second) const;
  std::string iso_instant(UnixMs at) const;
  UnixMs now() const { return clock_->now; }

 private:
  const Clock* clock_;
  mutable std::optional<std::int64_t> wall_ms_;
};

}  // namespace parlance::ai::nlu
