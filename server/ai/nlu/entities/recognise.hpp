#pragma once
#include "ai/nlu/entities/entity.hpp"
#include "base/text/words.hpp"

namespace parlance::ai::nlu {

inline constexpr std::size_t kMaxEntities = 100;  // of one message; those behind them are not found

// In order of appearance, each part of the text once, and at most kMaxEntities. `typed` must be the words of `text`,
// and `meant` the same without slips of the finger.
std::vector<Entity> find_entities(std::string_view text, const std::vector<Word>& typed, const std::vector<Word>& meant,
                                  const Clock& clock);

const Entity* first(const std::vector<Entity>& entities, EntityType type);
// A ticket's, an order's or what may be one's.
bool is_number(const Entity& entity);
bool names_number(const std::vector<Entity>& entities);

}  // namespace parlance::ai::nlu
