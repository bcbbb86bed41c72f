#pragma once
#include <span>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// "Cancel my subscription", "mein Abo kündigen", "delete my account": what ends is no order.
bool ends_contract(std::span<const Word> words);

}  // namespace parlance::ai::nlu
