#pragma once
#include "ai/nlu/entities/message.hpp"

namespace parlance::ai::nlu {

// "2026-03-04", "4.3.2026", "3/4/26", "28.10.", "4-Jul-95". No version, address, fraction or number of a phone.
Maybe<Days> read_numeric_day(const Message& m, std::size_t i);

}  // namespace parlance::ai::nlu
