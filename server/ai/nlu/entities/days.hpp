#pragma once
#include "ai/nlu/entities/message.hpp"

namespace parlance::ai::nlu {

// A day or a longer period: "2026-03-04", "March 3rd", "last Friday", "two weeks ago", "next month".
Maybe<Days> read_days(const Message& m, std::size_t i);

}  // namespace parlance::ai::nlu
