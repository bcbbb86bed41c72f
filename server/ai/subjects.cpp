#include "ai/subjects.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "ai/named_things.hpp"
#include "ai/nlu/correction.hpp"
#include "ai/nlu/entities/ids.hpp"
#include "ai/nlu/references.hpp"
#include "ai/nlu/speech_act.hpp"

namespace parlance::ai {
namespace {

using nlu::EntityType;
namespace intent = nlu::intent;

enum class Kind { unknown, ticket, order };

// What the message itself says of a number without a noun, and else what was asked last.
Kind kind_by_message(const Turn& turn) {
  if (const auto noun = nlu::spoken_of(turn.understood.words))
    return *noun == EntityType::order_id ? Kind::order : Kind::ticket;
  if (turn.dialogue.expecting == Expecting::cancel_confirmation) return Kind::order;
  return turn.dialogue.expecting == Expecting::close_confirmation ? Kind::ticket : Kind::unknown;
}

// What is nobody's of theirs, by what is wanted of it, and else by what was spoken of last.
Kind kind_by_wish(const Turn& turn) {
  const auto top = turn.understood.guess().intent;
  const bool only_a_number = std::ranges::all_of(turn.understood.entities, nlu::is_number) &&
                             turn.understood.entities.size() == turn.understood.words.size();
  if (!only_a_number && top == intent::kTicketStatus) return Kind::ticket;
  if (!only_a_number && (top == intent::kOrderStatus || top == intent::kCancelOrder)) return Kind::order;
  return turn.dialogue.about_order ? Kind::order : Kind::ticket;
}

// Which of the customer's own has the number; where several have, the likelier one.
Task<Kind> kind_by_look_up(Turn& turn, std::string_view number, Kind likelier) {
  if (likelier == Kind::order && co_await turn.crm.order(turn.question.caller, number)) co_return Kind::order;
  const auto id = parse_ticket_number(number);
  if (id && co_await turn.crm.ticket(turn.question.caller, *id)) co_return Kind::ticket;
  co_return co_await turn.crm.order(turn.question.caller, number) ? Kind::order : Kind::unknown;
}

template <class T>
void add_once(std::vector<T>& all, const T& one, std::size_t& repeated) {
  const auto found = std::ranges::find(all, one);
  if (found == all.end()) return all.push_back(one);
  repeated = static_cast<std::size_t>(found - all.begin()) + 1;
}

void add_any(Subjects& subjects, Kind kind, const std::string& number) {
  if (kind == Kind::order) return add_once(subjects.orders, number, subjects.repeated);
  const auto id = parse_ticket_number(number);
  id ? add_once(subjects.tickets, *id, subjects.repeated) : void(subjects.impossible = number);
}

void add(Subjects& subjects, Kind kind, const std::string& number) {
  auto more = subjects;
  add_any(more, kind, number);
  if (more.tickets.size() + more.orders.size() <= kMaxSubjects)
    subjects = std::move(more);
  else
    subjects.left_out = true;
}

// "I have orders 1 and 2. Has 1 been sent?" asks of the first of them; the other one is at hand.
void keep_repeated(Turn& turn, Subjects& subjects) {
  if (subjects.repeated == 0 || subjects.tickets.empty() == subjects.orders.empty()) return;
  auto& listed = turn.dialogue.listed;
  listed = subjects.orders;
  for (const auto id : subjects.tickets) listed.push_back(std::to_string(id.value));
  const auto at = subjects.repeated - 1;
  if (!subjects.orders.empty()) subjects.orders = {subjects.orders[at]};
  if (!subjects.tickets.empty()) subjects.tickets = {subjects.tickets[at]};
}

// Of two that were listed the one not spoken of last, and else the one spoken of before it.
std::string other_one(const Dialogue& d) {
  const auto current = d.about_order ? d.order : std::to_string(d.ticket);
  if (d.listed.size() == 2 && std::ranges::find(d.listed, current) != d.listed.end())
    return d.listed[0] == current ? d.listed[1] : d.listed[0];
  if (d.about_order) return d.other_order;
  return d.other_ticket == 0 ? std::string() : std::to_string(d.other_ticket);
}

// What the message points at without a number; empty: nothing.
std::string pointed_at(const Turn& turn) {
  using enum nlu::Reference::Kind;
  const auto& d = turn.dialogue;
  const auto reference = nlu::reference_in(turn.understood.words);
  if (reference.kind == other) return other_one(d);
  if (reference.kind == last && !d.listed.empty()) return d.listed.back();
  return reference.kind == place && reference.place < d.listed.size() ? d.listed[reference.place] : std::string();
}

// A bare number is a ticket's or an order's only where the message speaks of such, or of nothing else.
bool means_a_thing(const Turn& turn) {
  const auto top = turn.understood.guess().intent;
  return says_little_else(turn) || nlu::spoken_of(turn.understood.words) || top == intent::kTicketStatus ||
         top == intent::kOrderStatus || top == intent::kCancelOrder || top == intent::kRefund ||
         speaks_of(turn, {"ticket", "tickets", "case", "issue", "request", "order", "orders", "purchase", "package",
                          "parcel", "shipment", "delivery"});
}

// What a message's numbers are. What the message says is looked at once, and each number too, however often it is
// written.
class Kinds {
 public:
  explicit Kinds(Turn& turn) : turn_(turn), said_(kind_by_message(turn)) {}

  Task<Kind> of(const std::string& number) {
    if (const auto known = known_.find(number); known != known_.end()) co_return known->second;
    const auto kind = co_await find(number);
    known_.emplace(number, kind);
    co_return kind;
  }

 private:
  Task<Kind> find(const std::string& number) {
    if (turn_.dialogue.expecting == Expecting::cancel_order) co_return Kind::order;
    const auto kind = co_await kind_by_look_up(turn_, number, said_);
    if (kind != Kind::unknown || said_ != Kind::unknown) co_return kind == Kind::unknown ? said_ : kind;
    co_return means_a_thing(turn_) ? kind_by_wish(turn_) : kind;
  }

  Turn& turn_;
  Kind said_;
  std::unordered_map<std::string, Kind> known_;
};

// "Ticket 77, no wait, I meant 78": the words between them.
bool is_corrected(const Turn& turn, const nlu::Entity* before, const nlu::Entity& entity) {
  if (!before) return false;
  const std::span all(turn.understood.words);
  const auto from = std::ranges::lower_bound(all, before->end, {}, &Word::start);
  const std::span between(from, std::ranges::lower_bound(from, all.end(), entity.start, {}, &Word::start));
  constexpr std::string_view kNo[] = {"no", "nein", "non", "nao"};
  return nlu::corrects(between) || (between.size() == 1 && among(kNo, between.front().text));
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

bool says_little_else(const Turn& turn) {
  constexpr std::size_t kShortMessage = 5;
  const auto& words = turn.understood.words;
  return words.size() <= kShortMessage && std::ranges::all_of(words, [](const Word& word) {
           return is_stop_word(word.text) || nlu::is_small_word(word.text) || word.text[0] <= '9';
         });
}

Task<Subjects> find_subjects(Turn& turn) {
  Subjects out;
  Kinds kinds(turn);
  const nlu::Entity* before = nullptr;
  for (auto& entity : turn.understood.entities) {
    if (nlu::is_number(entity)) {
      if (is_corrected(turn, before, entity)) out = {};
      before = &entity;
    }
    if (out.left_out) continue;
    auto kind = entity.type == EntityType::number ? co_await kinds.of(entity.value) : Kind::unknown;
    if (entity.type == EntityType::code && co_await turn.crm.order(turn.question.caller, entity.value))
      kind = Kind::order;
    if (kind != Kind::unknown) entity.type = kind == Kind::order ? EntityType::order_id : EntityType::ticket_id;
    if (entity.type == EntityType::ticket_id) add(out, Kind::ticket, entity.value);
    if (entity.type == EntityType::order_id) add(out, Kind::order, entity.value);
  }
  keep_repeated(turn, out);
  if (!out.empty() || !out.impossible.empty()) co_return out;
  if (const auto number = pointed_at(turn); !number.empty()) {
    add(out, turn.dialogue.about_order ? Kind::order : Kind::ticket, number);
    out.pointed_at = true;
  } else {
    co_await find_by_name(turn, out);
  }
  co_return out;
}

}  // namespace parlance::ai
