#pragma once
#include "ai/nlu/entities/message.hpp"

namespace parlance::ai::nlu {

// With a month's or a weekday's name: "March 3rd", "3. März 2026", "le 3 mars", "mayo de 2026", "Freitag", "Monday the
// 24th".
Maybe<Days> read_named_day(const Message& m, std::size_t i);

// A weekday's name, in Portuguese of two words.
Maybe<int> read_weekday(const Message& m, std::size_t i, bool cued);

}  // namespace parlance::ai::nlu
