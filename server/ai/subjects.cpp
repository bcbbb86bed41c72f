#include "ai/subjects.hpp"

#include <charconv>

namespace parlance::ai {
namespace {

using nlu::EntityType;
namespace intent = nlu::intent;

constexpr std::size_t kMaxSubjects = 5;      // of one message
constexpr std::size_t kMaxOrdinalWords = 8;  // "the second" in a long message speaks of something else

enum class Kind { unknown, ticket, order };

// What a number without a noun must be, by what is being spoken of.
Kind kind_by_context(const Turn& turn) {
  if (turn.dialogue.expecting == Expecting::cancel_order) return Kind::order;
  // "5523": nothing is said of it.
  if (turn.understood.entities.size() == turn.understood.words.size()) return Kind::unknown;
  const auto top = turn.understood.guess().intent;
  if (speaks_of(turn, {"ticket", "tickets", "case"}) || top == intent::kTicketStatus) return Kind::ticket;
  if (top == intent::kOrderStatus || top == intent::kCancelOrder) return Kind::order;
  return Kind::unknown;
}

// The customer's own; what is theirs neither as one nor as the other is taken for what was spoken of last.
Task<Kind> kind_by_look_up(Turn& turn, std::string_view number) {
  const auto id = parse_ticket_number(number);
  if (id && co_await turn.crm.ticket(turn.question.caller, *id)) co_return Kind::ticket;
  if (co_await turn.crm.order(turn.question.caller, number)) co_return Kind::order;
  co_return turn.dialogue.about_order ? Kind::order : Kind::ticket;
}

void add(Subjects& subjects, Kind kind, const std::string& number) {
  if (subjects.tickets.size() + subjects.orders.size() >= kMaxSubjects) return;
  if (kind == Kind::order) return subjects.orders.push_back(number);
  const auto id = parse_ticket_number(number);
  id ? subjects.tickets.push_back(*id) : void(subjects.impossible = number);
}

// The place that the message names in what was listed last.
std::optional<std::size_t> ordinal(const Turn& turn) {
  constexpr std::pair<std::string_view, std::size_t> kOrdinals[] = {{"first", 0}, {"1st", 0}, {"second", 1}, {"2nd", 1},
                                                                    {"third", 2}, {"3rd", 2}, {"fourth", 3}, {"4th", 3},
                                                                    {"fifth", 4}, {"5th", 4}};
  const auto& words = turn.understood.words;
  if (words.size() > kMaxOrdinalWords) return std::nullopt;
  for (const auto& word : words) {
    const auto found =
        std::ranges::find(kOrdinals, std::string_view(word.text), &std::pair<std::string_view, std::size_t>::first);
    if (found != std::end(kOrdinals)) return found->second;
    if (word.text == "last" && speaks_of(turn, {"one"})) return turn.dialogue.listed.size() - 1;
  }
  return std::nullopt;
}

// A bare number in a long message is a ticket's or an order's only where the message speaks of such.
bool means_a_thing(const Turn& turn) {
  constexpr std::size_t kShortMessage = 5;
  const auto top = turn.understood.guess().intent;
  return turn.understood.words.size() <= kShortMessage || top == intent::kTicketStatus || top == intent::kOrderStatus ||
         top == intent::kCancelOrder || top == intent::kRefund ||
         speaks_of(turn, {"ticket", "tickets", "case", "issue", "request", "order", "orders", "purchase", "package",
                          "parcel", "shipment", "delivery"});
}

}  // namespace

std::optional<crm::TicketId> parse_ticket_number(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return ec == std::errc{} && end == digits.data() + digits.size() && value <= kMaxId
             ? std::optional(crm::TicketId{value})
             : std::nullopt;
}

bool speaks_of(const Turn& turn, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(turn.understood.words,
                             [&](const Word& word) { return std::ranges::find(words, word.text) != words.end(); });
}

Task<Subjects> find_subjects(Turn& turn) {
  Subjects out;
  for (const auto& entity : turn.understood.entities) {
    if (entity.type == EntityType::ticket_id) add(out, Kind::ticket, entity.value);
    if (entity.type == EntityType::order_id) add(out, Kind::order, entity.value);
    if (entity.type != EntityType::number || !means_a_thing(turn)) continue;
    auto kind = kind_by_context(turn);
    if (kind == Kind::unknown) kind = co_await kind_by_look_up(turn, entity.value);
    add(out, kind, entity.value);
  }
  if (!out.empty() || turn.dialogue.listed.empty()) co_return out;
  if (const auto place = ordinal(turn); place && *place < turn.dialogue.listed.size())
    add(out, turn.dialogue.about_order ? Kind::order : Kind::ticket, turn.dialogue.listed[*place]);
  co_return out;
}

}  // namespace parlance::ai
