#include "ai/nlu/entities/recognise.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "ai/nlu/entities/ids.hpp"
#include "ai/nlu/entities/recogniser.hpp"

namespace parlance::ai::nlu {
namespace {

using Recogniser = void (*)(const Message&, std::vector<Entity>&);

// The more specific first: of two that claim the same, the first has it.
constexpr std::array<Recogniser, 6> kRecognisers{find_emails,  find_urls,   find_dates,
                                                 find_amounts, find_phones, find_codes};

std::size_t length(const Entity& entity) { return entity.end - entity.start; }

// The longest of those that overlap, and what they claim.
std::vector<Entity> apart(std::vector<Entity> found, Claimed& claimed) {
  std::vector<std::size_t> order(found.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const auto longer = length(found[a]), shorter = length(found[b]);
    return longer != shorter ? longer > shorter : a < b;
  });
  std::vector<Entity> out;
  for (const auto i : order) {
    // None before it was shorter, so what overlaps it holds one of its ends.
    if (claimed[found[i].start] || claimed[found[i].end - 1]) continue;
    std::fill(claimed.begin() + static_cast<std::ptrdiff_t>(found[i].start),
              claimed.begin() + static_cast<std::ptrdiff_t>(found[i].end), true);
    out.push_back(std::move(found[i]));
  }
  return out;
}

}  // namespace

std::vector<Entity> find_entities(std::string_view text, const std::vector<Word>& typed, const std::vector<Word>& meant,
                                  const Clock& clock) {
  const Message message(text, typed, clock);
  std::vector<Entity> found;
  for (const auto recogniser : kRecognisers) recogniser(message, found);
  Claimed claimed;
  if (!found.empty()) claimed.resize(text.size()), found = apart(std::move(found), claimed);
  if (message.has_digits()) std::ranges::move(find_ids(text, meant, claimed), std::back_inserter(found));
  std::ranges::sort(found, {}, &Entity::start);
  if (found.size() > kMaxEntities) found.resize(kMaxEntities);
  return found;
}

const Entity* first(const std::vector<Entity>& entities, EntityType type) {
  const auto found = std::ranges::find(entities, type, &Entity::type);
  return found == entities.end() ? nullptr : &*found;
}

bool is_number(const Entity& entity) {
  return entity.type == EntityType::ticket_id || entity.type == EntityType::order_id ||
         entity.type == EntityType::number;
}

bool names_number(const std::vector<Entity>& entities) { return std::ranges::any_of(entities, is_number); }

}  // namespace parlance::ai::nlu
