#pragma once
#include "ai/nlu/entities/message.hpp"

namespace parlance::ai::nlu {

struct Time {
  int second;
  bool doubtful = false;  // "3": a time only beside a day, or behind "at"
  bool twelve = false;    // the half of the day is not told
  bool told = false;      // it is, by "am" or "pm"
};

// "3pm", "15:30", "15h30", "halb acht", "half past five", "las 3 y media", "noon".
Maybe<Time> read_time(const Message& m, std::size_t i);

Maybe<Part> read_part(const Message& m, std::size_t i);

// The hours of a part of the day, half open.
struct Hours {
  int from, to;
};
Hours hours_of(Part part);

// The time as the part of the day makes it: "8" in the evening is 20:00.
int second_in(Time time, std::optional<Part> part);

}  // namespace parlance::ai::nlu
