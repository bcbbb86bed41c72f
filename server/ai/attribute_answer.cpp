#include "ai/attribute_answer.hpp"

#include "ai/answers/answers.hpp"
#include "ai/nlu/attributes.hpp"
#include "ai/nlu/entities/ids.hpp"
#include "ai/nlu/state_question.hpp"

namespace parlance::ai {
namespace {

using nlu::Attribute;
namespace intent = nlu::intent;

// A sure wish for something else is no question about what was spoken of.
bool wants_another(const Turn& turn) {
  const auto guess = turn.understood.guess();
  return guess.topic != nlu::Topic::none ||
         (guess.confidence >= kSure && guess.intent != intent::kTicketStatus && guess.intent != intent::kOrderStatus &&
          guess.intent != intent::kOutOfScope);
}

std::optional<crm::TicketId> ticket_meant(const Turn& turn, const Subjects& about) {
  if (about.tickets.size() == 1 && about.orders.empty()) return about.tickets.front();
  if (!about.empty() || turn.dialogue.ticket == 0) return std::nullopt;
  return crm::TicketId{turn.dialogue.ticket};
}

std::string order_meant(const Turn& turn, const Subjects& about) {
  if (about.orders.size() == 1 && about.tickets.empty()) return about.orders.front();
  return about.empty() && turn.dialogue.about_order ? turn.dialogue.order : std::string();
}

}  // namespace

Task<bool> answer_attribute(Turn& turn, const Subjects& about) {
  const auto asked = nlu::attribute_of(turn.understood.words);
  if (asked == Attribute::none) co_return false;
  const auto order = order_meant(turn, about);
  if ((asked == Attribute::contents || asked == Attribute::total) && !order.empty()) {
    turn.settle_on(intent::kOrderStatus, kSure);
    co_await answer_order_details(turn, order);
    co_return true;
  }
  const auto noun = nlu::spoken_of(turn.understood.words);
  const bool of_state = asked == Attribute::status || asked == Attribute::age;
  // "Is it cancelled?" sounds like the wish for it.
  const bool another = !nlu::asks_whether_done(turn.understood.words) && wants_another(turn);
  if (of_state && (!about.empty() || another)) co_return false;
  if (of_state && !order.empty() && noun != nlu::EntityType::ticket_id) {
    turn.settle_on(intent::kOrderStatus, kSure);
    co_await answer_order_status(turn, order);
    co_return true;
  }
  const auto ticket = ticket_meant(turn, about);
  if (!ticket || asked == Attribute::contents || asked == Attribute::total || noun == nlu::EntityType::order_id)
    co_return false;
  turn.settle_on(intent::kTicketStatus, kSure);
  co_await (asked == Attribute::age ? answer_ticket_details(turn, *ticket) : answer_ticket_status(turn, ticket));
  co_return true;
}

}  // namespace parlance::ai
