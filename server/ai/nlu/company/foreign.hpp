#pragma once
#include <string>
#include <vector>

#include "base/encoder/sentence_encoder.hpp"

namespace parlance::ai::nlu {

// Phrases that are none of a company's intents: ours of what no company's bot answers, and some of those that the
// engine knows by itself.
const std::vector<std::string>& foreign_phrases();
// What the one at that place means, as it was found when the server was built.
encoder::Vector foreign_meaning(std::size_t place);

}  // namespace parlance::ai::nlu
