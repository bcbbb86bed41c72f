#include "ai/wishes.hpp"

#include "ai/nlu/clauses.hpp"
#include "ai/nlu/correction.hpp"
#include "ai/nlu/negation.hpp"
#include "crm/search/concepts.hpp"

namespace parlance::ai {
namespace {

namespace intent = nlu::intent;

constexpr std::size_t kMostWordsOfAll = 40, kMostClauses = 6, kMostWishes = 3;
constexpr std::size_t kLeastWordsOfAWish = 3, kLeastWordsWithANumber = 2;  // "close 77"
constexpr double kPlain = 0.9;  // confidence at which a clause that names nothing is a wish

bool is_act(const nlu::Guess& guess) {
  return guess.intent == intent::kCancelOrder || guess.topic == nlu::Topic::close ||
         guess.topic == nlu::Topic::change || guess.topic == nlu::Topic::comment;
}

// Of a bare number the rest tells whether it is one.
bool has_thing(const Understanding& understood) {
  using enum nlu::EntityType;
  const auto guess = understood.guess();
  const bool of_things = guess.confidence >= kSure && (guess.intent == intent::kTicketStatus ||
                                                       guess.intent == intent::kOrderStatus || is_act(guess));
  return nlu::first(understood.entities, ticket_id) || nlu::first(understood.entities, order_id) ||
         (of_things && nlu::first(understood.entities, number));
}

bool is_wish(const Wish& wish) {
  const auto guess = wish.understood.guess();
  const bool has = has_thing(wish.understood);
  // "And 78" says no wish of its own.
  if (wish.understood.words.size() < kLeastWordsOfAWish && is_stop_word(wish.understood.words.front().text))
    return false;
  if (wish.understood.words.size() < (has ? kLeastWordsWithANumber : kLeastWordsOfAWish)) return false;
  if (has || crm::search::asks_rules(wish.text)) return true;
  return guess.confidence >= (crm::search::concepts_of(wish.text).how ? kSure : kPlain) &&
         (guess.intent == intent::kKnowledge || guess.intent == intent::kAccountInfo || guess.intent == intent::kHuman);
}

// Whose answers are told apart: what looks up a thing, what acts on one, what the articles say.
int kind_of(const Wish& wish) {
  const auto guess = wish.understood.guess();
  if (has_thing(wish.understood)) return is_act(guess) ? 1 : 0;
  return 2;
}

// "And order 5? I want to cancel order 5": one wish.
bool name_the_same(const Wish& a, const Wish& b) {
  return std::ranges::any_of(a.understood.entities, [&](const nlu::Entity& one) {
    return nlu::is_number(one) &&
           std::ranges::find(b.understood.entities, one.value, &nlu::Entity::value) != b.understood.entities.end();
  });
}

Wish wish_of(std::string_view text, const nlu::Clock& clock) { return {std::string(text), understand(text, clock)}; }

// Whether a yes would answer it, or a text: two of them in one answer would be mixed up.
bool asks_for_more(Expecting e) {
  return e != Expecting::nothing && e != Expecting::ticket_details && e != Expecting::order_details;
}

bool asks_yes_or_no(Expecting e) {
  return asks_for_more(e) && !expects_text(e) && e != Expecting::cancel_order && e != Expecting::comment_ticket;
}

}  // namespace

std::vector<Wish> wishes_of(const Turn& turn) {
  const std::string_view text = turn.question.text;
  const auto& words = turn.understood.words;
  if (words.size() < 2 * kLeastWordsWithANumber || words.size() > kMostWordsOfAll || nlu::corrects(words)) return {};
  const auto clauses = nlu::clauses_of(text, words);
  if (clauses.size() < 2 || clauses.size() > kMostClauses) return {};
  std::vector<Wish> out;
  for (const auto& clause : clauses) {
    auto wish = wish_of(text.substr(clause.front().start, clause.back().end - clause.front().start),
                        {turn.now, turn.dialogue.zone});
    if (!is_wish(wish)) continue;
    // What is to be written down is no wish: "add a comment to ticket 5: call me and bring a ladder".
    const auto behind = text.substr(clause.back().end);
    if (wish.understood.guess().topic == nlu::Topic::comment && behind.starts_with(':')) return {};
    // What is refused changes what the rest says: the whole is to be read.
    if (nlu::is_refused(wish.text, wish.understood.words, wish.understood.guess().intent)) return {};
    if (!out.empty() && name_the_same(out.back(), wish)) return {};
    if (!out.empty() && kind_of(out.back()) == kind_of(wish) && kind_of(wish) == 2) continue;
    out.push_back(std::move(wish));
  }
  const bool all_alike = std::ranges::all_of(
      out, [&](const Wish& w) { return kind_of(w) == kind_of(out.front()) && !is_act(w.understood.guess()); });
  return out.size() > kMostWishes || all_alike ? std::vector<Wish>{} : std::move(out);
}

Task<> answer_wishes(Turn& turn, std::vector<Wish> wishes, Router route) {
  std::string text;
  std::optional<Dialogue> waiting;
  std::string first;
  double confidence = 1;
  for (auto& wish : wishes) {
    Question question = turn.question;
    question.text = wish.text;
    turn.answer.text.clear();
    Turn part{question, wish.understood, turn.crm,      turn.knowledge, turn.intents,         turn.store,
              turn.now, turn.mode,       turn.dialogue, turn.answer,    std::move(turn.parts)};
    part.is_brief = true;
    co_await route(part);
    turn.parts = std::move(part.parts);
    if (part.deferred) co_return turn.defer();
    const bool asks = asks_for_more(turn.dialogue.expecting);
    if (asks && waiting) turn.say(Say::other_wish_later);
    if (asks && !waiting) waiting = turn.dialogue;
    text += (text.empty() ? "" : "\n\n") + turn.answer.text;
    if (first.empty()) first = turn.answer.intent;
    confidence = std::min(confidence, turn.answer.confidence);
  }
  turn.answer.text = std::move(text);
  if (waiting) turn.dialogue = *waiting;
  if (waiting && expects_text(waiting->expecting)) turn.offer({Say::cancel});
  if (waiting && asks_yes_or_no(waiting->expecting)) turn.offer({Say::yes_please, Say::no_thanks});
  turn.answer.intent = std::move(first), turn.answer.confidence = confidence;
}

}  // namespace parlance::ai
