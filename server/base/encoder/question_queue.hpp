#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/encoder/sentence_encoder.hpp"

namespace parlance::encoder {

// Encodes what customers ask in the time that no other thread wants, so that nobody else's message is later for it. On
// a machine without such time a second thread, which takes a small share, does what has waited for `kPatience`.
class QuestionQueue {
 public:
  static constexpr std::size_t kMaxWaiting = 64;  // those at work included
  static constexpr std::chrono::milliseconds kPatience{10};
  using Done = std::move_only_function<void(const Vector&)>;

  explicit QuestionQueue(const SentenceEncoder& encoder);
  // Drops what waits.
  ~QuestionQueue();

  // False: too many wait, it is not taken. `done` is called on the thread that encoded it. From any thread.
  bool push(std::string text, Done done);
  // Returns where no question waits or is at work, or after `limit`.
  void let_pass(std::chrono::milliseconds limit);

 private:
  struct Question {
    std::string text;
    std::chrono::steady_clock::time_point since;
    Done done;
    bool is_idle_at_it = false, is_urgent_at_it = false;  // both may be: the first to have it tells
  };
  using Questions = std::list<std::shared_ptr<Question>>;

  void work_idly(std::stop_token stop);
  void work_urgently(std::stop_token stop);
  std::shared_ptr<Question> first_without(bool Question::* worker) const;
  void encode(std::unique_lock<std::mutex>& lock, const std::shared_ptr<Question>& question);

  const SentenceEncoder& encoder_;
  std::mutex mutex_;
  std::condition_variable_any filled_;
  std::condition_variable emptied_;
  Questions waiting_;  // the oldest first, until told
  std::jthread idle_thread_, urgent_thread_;
};

}  // namespace parlance::encoder
