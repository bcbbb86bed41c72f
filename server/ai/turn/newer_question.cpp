#include "ai/turn/newer_question.hpp"

namespace parlance::ai {

Task<chat::MessageId> NewerQuestion::newest(chat::SessionId session) const {
  constexpr std::int64_t kLooked = 20;  // messages
  auto out = newest_;
  for (const auto& message : co_await store_.recent(caller_, session, kLooked))
    if (message.sender_type != chat::SenderType::bot) out = std::max(out, message.id);
  co_return out;
}

Task<> NewerQuestion::begin() { newest_ = co_await newest(chat::session_of(newest_)); }

void NewerQuestion::cut() {
  if (!over_ && !draft_.text().empty()) cancellation_.ask();
}

void NewerQuestion::heard(chat::MessageId id) {
  if (id <= newest_) return;
  newest_ = id;
  cut();
}

Task<> NewerQuestion::look(std::shared_ptr<NewerQuestion> self, chat::SessionId session) {
  const auto id = co_await self->newest(session);
  self->heard(id);
}

void NewerQuestion::on_event(chat::SessionId session, const chat::SharedEvent& event) {
  if (over_) return;
  if (const auto* message = std::get_if<chat::Message>(&event->body)) {
    if (message->sender_type != chat::SenderType::bot) heard(message->id);
  } else if (const auto* changed = std::get_if<chat::Session>(&event->body)) {
    if (changed->agent || changed->status != chat::SessionStatus::active) cut();
  } else if (std::holds_alternative<chat::News>(event->body)) {
    spawn(loop_, "newer_question", look(std::static_pointer_cast<NewerQuestion>(shared_from_this()), session));
  }
}

}  // namespace parlance::ai
