#include "chat/hub.hpp"

#include "base/utf8.hpp"

namespace parlance::chat {

bool Hub::subscribe(SessionId session, const std::shared_ptr<Subscriber>& subscriber) {
  auto& listeners = live_[session].listeners;
  listeners.push_back(subscriber);
  return listeners.size() == 1;
}

bool Hub::unsubscribe(SessionId session, const Subscriber* subscriber) {
  const auto found = live_.find(session);
  if (found == live_.end()) return false;
  auto& listeners = found->second.listeners;
  std::erase_if(listeners, [&](const std::weak_ptr<Subscriber>& weak) {
    const auto held = weak.lock();
    return !held || held.get() == subscriber;
  });
  if (!listeners.empty()) return false;
  live_.erase(found);
  return true;
}

void Hub::publish(SessionId session, const SharedEvent& event) {
  if (const auto* message = std::get_if<Message>(&event->body); message && message->reply_to)
    end_writing(session, *message->reply_to);
  const auto found = live_.find(session);
  if (found == live_.end()) return;
  found->second.told = std::max(found->second.told, event->revision);
  // A copy: a subscriber may leave while it is told.
  const auto listeners = found->second.listeners;
  for (const auto& weak : listeners)
    if (const auto subscriber = weak.lock()) subscriber->on_event(session, event);
}

void Hub::write(SessionId session, MessageId reply_to, int attempt, std::string_view piece) {
  auto& [so_far, length] = written_[session];
  if (so_far.reply_to != reply_to || so_far.attempt != attempt) so_far = {reply_to, attempt, 0, {}}, length = 0;
  if (so_far.text.size() + piece.size() > kMaxMessageBytes) return;
  publish(session, std::make_shared<const Event>(Delta{reply_to, attempt, length, std::string(piece)}));
  so_far.text += piece;
  length += static_cast<std::int64_t>(code_points(piece));
}

void Hub::end_writing(SessionId session, MessageId reply_to) {
  const auto found = written_.find(session);
  if (found != written_.end() && found->second.so_far.reply_to == reply_to) written_.erase(found);
}

void Hub::show_written(SessionId session, Subscriber& subscriber) const {
  if (const auto found = written_.find(session); found != written_.end())
    subscriber.on_event(session, std::make_shared<const Event>(found->second.so_far));
}

std::vector<SessionId> Hub::sessions() const {
  std::vector<SessionId> out;
  out.reserve(live_.size());
  for (const auto& [session, live] : live_) out.push_back(session);
  return out;
}

bool Hub::lacks(SessionId session, std::int64_t revision) const {
  const auto found = live_.find(session);
  return found != live_.end() && found->second.told < revision;
}

}  // namespace parlance::chat
