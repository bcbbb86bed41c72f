#include "ai/turn/draft.hpp"

namespace parlance::ai {

void Draft::abandon() {
  if (chat_ && shown_) chat_->end_writing(reply_to_);
}

void Draft::show(std::string_view piece) {
  if (!chat_) return;
  shown_ = true;
  chat_->write(reply_to_, attempt_, piece);
}

void Draft::write(std::string_view piece) {
  std::string text(piece);
  std::erase(text, '\0');  // no message may hold it
  if (text.empty()) return;
  if (current_.empty() && !settled_.empty() && !settled_.ends_with('\n')) text.insert(0, "\n\n");
  current_ += text;
  show(text);
}

void Draft::void_try() {
  current_.clear();
  ++attempt_;
  show(settled_);
}

void Draft::end_round() { settled_ += std::exchange(current_, {}); }

}  // namespace parlance::ai
