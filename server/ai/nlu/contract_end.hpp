#pragma once
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// "Cancel my subscription", "mein Abo kündigen", "delete my account": what is to end is no order.
bool ends_contract(const std::vector<Word>& words);

}  // namespace parlance::ai::nlu
