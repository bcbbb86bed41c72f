#include "ai/article_question.hpp"

#include "ai/nlu/contract_end.hpp"
#include "crm/search/concepts.hpp"

namespace parlance::ai {
namespace {

namespace intent = nlu::intent;

constexpr double kFoundCoverage = 0.5;   // of a question by an article, where nothing else was understood
constexpr double kKnownCoverage = 0.34;  // where the message asks for knowledge
constexpr double kNoCoverage = 2;        // where only an article about just that will do

bool asks_how(const Turn& turn) {
  return std::ranges::any_of(turn.understood.guesses, [](const nlu::Guess& g) {
    return g.intent == intent::kKnowledge && g.confidence > kSure;
  });
}

// "If I don't like it, by when can I send it back?" asks for what the company has laid down, and wants no refund now.
bool asks_rules(const Turn& turn, const nlu::Guess& guess) {
  return guess.intent == intent::kRefund && crm::search::asks_rules(turn.question.text);
}

// "How do I cancel an order?"
bool asks_how_to_act(const Turn& turn, const nlu::Guess& guess) {
  return (guess.intent == intent::kCancelOrder || guess.intent == intent::kRefund) &&
         crm::search::concepts_of(turn.question.text).how;
}

}  // namespace

bool wants_to_leave(const Turn& turn, const nlu::Guess& guess) {
  const bool could_be = guess.intent == intent::kCancelOrder || guess.intent == intent::kAccountInfo ||
                        guess.intent == intent::kKnowledge || guess.topic == nlu::Topic::close ||
                        guess.confidence < kSure;
  return could_be && nlu::ends_contract(turn.understood.words);
}

double least_coverage(const Turn& turn, const nlu::Guess& guess) {
  if (wants_to_leave(turn, guess))
    return crm::search::concepts_of(turn.question.text).how ? kFoundCoverage : kNoCoverage;
  if (asks_how(turn)) return kKnownCoverage;
  const bool could_act = guess.confidence >= kSure && guess.intent != intent::kKnowledge &&
                         guess.intent != intent::kOutOfScope && !asks_rules(turn, guess);
  return could_act ? kNoCoverage : kFoundCoverage;
}

bool may_be_in_articles(const Turn& turn, const nlu::Guess& guess) {
  if (guess.topic == nlu::Topic::mine || guess.topic == nlu::Topic::identity) return false;
  return guess.intent == intent::kKnowledge || guess.intent == intent::kOutOfScope || guess.confidence < kSure ||
         asks_how(turn) || asks_rules(turn, guess) || asks_how_to_act(turn, guess) || wants_to_leave(turn, guess);
}

}  // namespace parlance::ai
