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
  forget_written_elsewhere(session);
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

std::optional<Delta> Hub::write(SessionId session, MessageId reply_to, int attempt, std::string_view piece) {
  auto& written = written_[session];
  const auto& so_far = written.so_far;
  const bool goes_on = written.here && so_far.reply_to == reply_to && so_far.attempt == attempt;
  if (goes_on && written.full) return std::nullopt;
  written.full = (goes_on ? so_far.text.size() : 0) + piece.size() > kMaxMessageBytes;
  if (written.full) return std::nullopt;  // and nothing after it: there would be a hole
  written.here = true;
  Delta delta{reply_to, attempt, goes_on ? written.length : 0, std::string(piece)};
  join(session, written, delta);
  return delta;
}

bool Hub::take(SessionId session, const Delta& piece) {
  if (writes_here(session)) return true;      // its lease is over
  if (!live_.contains(session)) return true;  // who asked for it has left
  if (piece.offset > 0 && !written_.contains(session)) return false;
  return join(session, written_[session], piece);
}

bool Hub::join(SessionId session, Written& written, const Delta& piece) {
  auto& so_far = written.so_far;
  if (so_far.reply_to == piece.reply_to && piece.attempt < so_far.attempt) return true;  // void already
  if (piece.offset == 0) so_far = {piece.reply_to, piece.attempt, 0, {}}, written.length = 0;
  if (so_far.reply_to != piece.reply_to || so_far.attempt != piece.attempt || written.length != piece.offset)
    return false;
  so_far.text += piece.text;
  written.length += static_cast<std::int64_t>(code_points(piece.text));
  publish(session, std::make_shared<const Event>(piece));
  return true;
}

bool Hub::writes_here(SessionId session) const {
  const auto found = written_.find(session);
  return found != written_.end() && found->second.here;
}

void Hub::forget_written_elsewhere(SessionId session) {
  if (!writes_here(session)) written_.erase(session);
}

std::optional<Delta> Hub::written(SessionId session) const {
  const auto found = written_.find(session);
  return found == written_.end() ? std::nullopt : std::optional(found->second.so_far);
}

void Hub::end_writing(SessionId session, MessageId reply_to) {
  const auto found = written_.find(session);
  if (found != written_.end() && found->second.so_far.reply_to == reply_to) written_.erase(found);
}

void Hub::show_written(SessionId session, Subscriber& subscriber) const {
  if (const auto so_far = written(session)) subscriber.on_event(session, std::make_shared<const Event>(*so_far));
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
