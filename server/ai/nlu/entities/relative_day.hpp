#pragma once
#include "ai/nlu/entities/message.hpp"

namespace parlance::ai::nlu {

// From today: "tomorrow", "next week", "letzten Freitag", "la semana que viene", "in 3 days", "il y a deux semaines".
Maybe<Days> read_relative_day(const Message& m, std::size_t i);

struct Distance {
  int n;
  Unit unit;  // a day at least
};
// "3 days".
Maybe<Distance> read_distance(const Message& m, std::size_t i);
Day moved(Day from, Unit unit, int n);

// In hours or minutes: "in 5 minutes", "vor zwei Stunden".
Maybe<UnixMs> read_relative_instant(const Message& m, std::size_t i);

}  // namespace parlance::ai::nlu
