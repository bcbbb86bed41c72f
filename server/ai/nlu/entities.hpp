#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/words.hpp"

namespace parlance::ai::nlu {

enum class EntityType {
  ticket_id,
  order_id,
  customer_email,
  number,  // a number that may be a ticket's or an order's: the conversation decides
};

struct Entity {
  EntityType type;
  std::string value;
  std::size_t start = 0, end = 0;  // bytes in the text
};

// `words` must be those of `text`. In order of appearance.
std::vector<Entity> find_entities(std::string_view text, const std::vector<Word>& words);

// Whether the nouns of a message name tickets or orders; nothing where they name neither, or both.
std::optional<EntityType> spoken_of(const std::vector<Word>& words);

const Entity* first(const std::vector<Entity>& entities, EntityType type);

// The protocol's `ai_entities`: {"ticket_id":…, "spans":[…]}, offsets in code points. Empty where there are none.
std::string to_json(std::string_view text, const std::vector<Entity>& entities);

}  // namespace parlance::ai::nlu
