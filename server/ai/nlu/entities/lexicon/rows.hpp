#pragma once
#include "ai/nlu/entities/lexicon.hpp"

// Short names for the values that stand in the tables of the languages.
namespace parlance::ai::nlu {

inline constexpr int kMinute = static_cast<int>(Unit::minute), kHour = static_cast<int>(Unit::hour),
                     kDay = static_cast<int>(Unit::day), kWeek = static_cast<int>(Unit::week),
                     kWeekend = static_cast<int>(Unit::weekend), kMonth = static_cast<int>(Unit::month),
                     kQuarter = static_cast<int>(Unit::quarter), kYear = static_cast<int>(Unit::year);
inline constexpr int kMorning = static_cast<int>(Part::morning), kNoon = static_cast<int>(Part::noon),
                     kAfternoon = static_cast<int>(Part::afternoon), kEvening = static_cast<int>(Part::evening),
                     kNight = static_cast<int>(Part::night), kMidnight = static_cast<int>(Part::midnight);

}  // namespace parlance::ai::nlu
