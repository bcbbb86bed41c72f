#pragma once
#include "ai/nlu/entities/times.hpp"

namespace parlance::ai::nlu {

// What one expression says of when: a day or a period, a time, a part of the day, or some of them together.
struct Moment {
  std::optional<Days> days{};
  std::optional<Time> time{};
  std::optional<Part> part{};
  std::optional<UnixMs> instant{};

  std::string from(const Calendar& calendar) const;  // where it begins
  std::string to(const Calendar& calendar) const;    // where it is over; of an instant, itself
  std::string value(const Calendar& calendar) const;
};

Maybe<Moment> read_moment(const Message& m, std::size_t i);

}  // namespace parlance::ai::nlu
