#include "chat/hub.hpp"

namespace parlance::chat {

void Hub::subscribe(SessionId session, const std::shared_ptr<Subscriber>& subscriber) {
  live_[session].push_back(subscriber);
}

void Hub::unsubscribe(SessionId session, const Subscriber* subscriber) {
  const auto found = live_.find(session);
  if (found == live_.end()) return;
  std::erase_if(found->second, [&](const std::weak_ptr<Subscriber>& weak) {
    const auto held = weak.lock();
    return !held || held.get() == subscriber;
  });
  if (found->second.empty()) live_.erase(found);
}

void Hub::publish(SessionId session, const SharedEvent& event) {
  const auto found = live_.find(session);
  if (found == live_.end()) return;
  // A copy: a subscriber may leave while it is told.
  const auto listeners = found->second;
  for (const auto& weak : listeners)
    if (const auto subscriber = weak.lock()) subscriber->on_event(session, event);
}

}  // namespace parlance::chat
