#pragma once
#include <optional>

#include "ai/nlu/entities/entity.hpp"
#include "base/text/words.hpp"

namespace parlance::ai::nlu {

// For each byte of the text whether something else has claimed it; empty where nothing has.
using Claimed = std::vector<bool>;

// Tickets' and orders' numbers, and numbers that may be one's, in what nothing else has claimed.
std::vector<Entity> find_ids(std::string_view text, const std::vector<Word>& words, const Claimed& claimed);

// Whether the nouns of a message name tickets or orders; nothing where they name neither, or both.
std::optional<EntityType> spoken_of(const std::vector<Word>& words);

// Of what the words before this byte say that it is the number: "order no.", "delivery of the".
std::optional<EntityType> thing_named(const std::vector<Word>& words, std::size_t byte);

// Whether the digits that begin at this byte can be nothing but a ticket's or an order's number: "ticket 5", not
// "delivery 5.3.".
bool is_things_number(const std::vector<Word>& words, std::string_view text, std::size_t byte);

// Whether the words [i, end) are a code such as ORD-2291, which is an order's: letters, a hyphen, digits.
bool is_order_code(const std::vector<Word>& words, std::string_view text, std::size_t i, std::size_t end);

}  // namespace parlance::ai::nlu
