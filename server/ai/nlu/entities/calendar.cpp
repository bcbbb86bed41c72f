#include "ai/nlu/entities/calendar.hpp"

#include <fmt/format.h>

#include <array>

#include "ai/nlu/entities/zone.hpp"

namespace parlance::ai::nlu {
namespace {

using namespace std::chrono;

constexpr int kOldestShortYear = 50;  // "50" is 1950, "49" is 2049

constexpr int kReachOfWeekday = 14;  // months in which each day has fallen on each weekday, as a rule

std::optional<Day> checked(int year, int month, int day) {
  const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  return month >= 1 && day >= 1 && date.ok() ? std::optional(Day(date)) : std::nullopt;
}

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }

// A wall time as an instant, and the offset of the zone at it.
std::string written(std::int64_t unix_ms, std::int64_t offset) {
  const auto wall = local_seconds(floor<seconds>(milliseconds(unix_ms)) + seconds(offset));
  const auto day = floor<days>(wall);
  const auto second = (wall - day).count();
  const auto away = std::abs(offset) / 60;
  return fmt::format("{}T{:02}:{:02}:{:02}{}", Calendar::iso(day), second / 3600, second / 60 % 60, second % 60,
                     offset == 0 ? "Z" : fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', away / 60, away % 60));
}

}  // namespace

std::int64_t Calendar::wall_minutes() const {
  if (!wall_ms_) wall_ms_ = clock_->now + offset_at(clock_->zone, clock_->now) * kSecondMs;
  return *wall_ms_ / kMinuteMs;
}

Day Calendar::today() const { return floor<days>(local_time<minutes>(minutes(wall_minutes()))); }

bool Calendar::month_first() const {
  return !clock_->zone.starts_with("Europe/") && !clock_->zone.starts_with("Africa/") &&
         !clock_->zone.starts_with("Australia/") && !clock_->zone.starts_with("Asia/");
}

std::optional<Day> Calendar::day(int year, int month, int day) {
  if (year < 100) year += year < kOldestShortYear ? 2000 : 1900;
  return year >= 1900 && year < 2200 ? checked(year, month, day) : std::nullopt;
}

std::optional<Day> Calendar::nearest(int month, int day) const {
  std::optional<Day> best;
  const auto now = today();
  // A 29th of February may be four years away.
  for (int near = -4; near <= 4; ++near)
    if (const auto found = checked(year_of(now) + near, month, day);
        found && (!best || abs(*found - now) < abs(*best - now)))
      best = found;
  return best;
}

std::optional<Day> Calendar::nearest_in_month(int day_of_month, std::optional<int> on) const {
  std::optional<Day> best;
  const auto now = today();
  const int reach = on ? kReachOfWeekday : 2;
  for (int near = -reach; near <= reach; ++near) {
    const year_month_day about{add_months(Day(year_month_day(now).year() / year_month_day(now).month() / 1), near)};
    const auto found =
        checked(static_cast<int>(about.year()), static_cast<int>(static_cast<unsigned>(about.month())), day_of_month);
    if (found && (!on || weekday(*found) == *on) && (!best || abs(*found - now) < abs(*best - now))) best = found;
  }
  return best;
}

Days Calendar::month(int month, std::optional<int> year) const {
  // The middle of it must be the nearest: in November, "January" is the next.
  const auto first = year ? *checked(*year, month, 1) : *nearest(month, 15) - days(14);
  return {first, add_months(first, 1)};
}

Day Calendar::add_months(Day day, int months) {
  const year_month_day from{day};
  const auto to = from + std::chrono::months(months);
  return to.ok() ? Day(to) : Day(to.year() / to.month() / last);
}

std::string Calendar::iso(Day day) {
  const year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string Calendar::iso(Day day, int second) const {
  const auto wall = day.time_since_epoch() + seconds(second);
  const auto wall_ms = duration_cast<milliseconds>(wall).count();
  const auto at = wall_ms - offset_at_wall(clock_->zone, wall_ms) * kSecondMs;
  return iso_instant(at);
}

std::string Calendar::iso_instant(UnixMs at) const { return written(at, offset_at(clock_->zone, at)); }

}  // namespace parlance::ai::nlu
