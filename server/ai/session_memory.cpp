#include "ai/session_memory.hpp"

namespace parlance::ai {

std::optional<Foreseen> SessionMemory::take(Caller caller, const chat::NewMessage& message, UnixMs idle_since,
                                            UnixMs now) {
  auto node = young_.extract(message.session);
  if (!node) node = old_.extract(message.session);
  if (!node) return std::nullopt;
  auto& [state, last_message_at] = node.mapped();
  if (state.question.caller != caller || state.last_seq >= chat::kMaxQuestionSeq || last_message_at < idle_since ||
      now < state.seen_at || now - state.seen_at >= kFreshForMs)
    return std::nullopt;
  state.question.message = chat::message_id(message.session, state.last_seq + 1);
  state.question.text = message.text;
  return std::move(state);
}

void SessionMemory::keep(Foreseen foreseen, Dialogue dialogue, UnixMs now) {
  const auto session = chat::session_of(foreseen.question.message);
  foreseen.question.dialogue = std::move(dialogue);
  foreseen.question.text.clear();
  foreseen.last_seq += 2;
  old_.erase(session);
  young_.insert_or_assign(session, Left{std::move(foreseen), now});
  if (young_.size() < kGeneration) return;
  old_ = std::exchange(young_, {});
}

}  // namespace parlance::ai
