#pragma once
#include "ai/nlu/entities/entity.hpp"

namespace parlance::ai::nlu {

// The protocol's `ai_entities`: {"ticket_id":…, "spans":[…]}, offsets in code points. Empty where there are none.
std::string to_json(std::string_view text, const std::vector<Entity>& entities);

}  // namespace parlance::ai::nlu
