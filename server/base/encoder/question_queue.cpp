#include "base/encoder/question_queue.hpp"

#include <algorithm>
#include <utility>

#include "base/async/pace.hpp"

namespace parlance::encoder {

using Clock = std::chrono::steady_clock;

QuestionQueue::QuestionQueue(const SentenceEncoder& encoder)
    : encoder_(encoder),
      idle_thread_([this](std::stop_token stop) { work_idly(stop); }),
      urgent_thread_([this](std::stop_token stop) { work_urgently(stop); }) {}

QuestionQueue::~QuestionQueue() {
  idle_thread_.request_stop(), urgent_thread_.request_stop();
  idle_thread_.join(), urgent_thread_.join();
}

bool QuestionQueue::push(std::string text, Done done) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= kMaxWaiting) return false;
    waiting_.push_back(std::make_shared<Question>(std::move(text), Clock::now(), std::move(done)));
  }
  filled_.notify_all();
  return true;
}

void QuestionQueue::let_pass(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  emptied_.wait_for(lock, limit, [&] { return waiting_.empty(); });
}

void QuestionQueue::work_idly(std::stop_token stop) {
  keep_pace("encoder", Pace::idle);
  std::shared_ptr<Question> next;
  for (std::unique_lock lock(mutex_);;) {
    filled_.wait(lock, stop, [&] { return (next = first_without(&Question::is_idle_at_it)) != nullptr; });
    if (stop.stop_requested()) return;
    next->is_idle_at_it = true;
    encode(lock, next);
  }
}

void QuestionQueue::work_urgently(std::stop_token stop) {
  keep_pace("encoder urgent", Pace::gives_way);
  for (std::unique_lock lock(mutex_); !stop.stop_requested();) {
    const auto next = first_without(&Question::is_urgent_at_it);
    if (!next) {
      filled_.wait(lock, stop, [&] { return first_without(&Question::is_urgent_at_it) != nullptr; });
    } else if (const auto patience = next->since + kPatience; Clock::now() < patience) {
      filled_.wait_until(lock, stop, patience, [] { return false; });
    } else {
      next->is_urgent_at_it = true;
      encode(lock, next);
    }
  }
}

std::shared_ptr<QuestionQueue::Question> QuestionQueue::first_without(bool Question::* worker) const {
  const auto found = std::ranges::find_if(waiting_, [&](const auto& question) { return !((*question).*worker); });
  return found == waiting_.end() ? nullptr : *found;
}

void QuestionQueue::encode(std::unique_lock<std::mutex>& lock, const std::shared_ptr<Question>& question) {
  lock.unlock();
  const auto vector = encoder_.encode(question->text);
  lock.lock();
  auto done = std::exchange(question->done, nullptr);
  if (!done) return;
  waiting_.remove(question);
  if (waiting_.empty()) emptied_.notify_all();
  lock.unlock();
  done(vector);
  lock.lock();
}

}  // namespace parlance::encoder
