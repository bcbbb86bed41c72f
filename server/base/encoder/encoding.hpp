#pragma once
#include <condition_variable>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

#include "base/async/task.hpp"
#include "base/encoder/question_queue.hpp"

namespace parlance::encoder {

// Encodes texts on threads of its own, so that no loop waits: what a customer asks, and what can wait, such as
// articles. From any thread.
class Encoding {
 public:
  static constexpr std::size_t kMaxCached = 1000;
  using Done = std::move_only_function<void(const std::vector<Vector>&)>;

  explicit Encoding(const SentenceEncoder& encoder = SentenceEncoder::built_in());
  // Drops what waits.
  ~Encoding();

  // Nothing: too much waits already, the question has to do without. The awaiting coroutine goes on where it ran.
  Task<std::optional<Vector>> question(std::string text);
  // `done` is called on the thread that encoded them.
  void later(std::vector<std::string> texts, Done done);
  // Waits until nothing is left to do later; false: it took longer.
  bool finish(std::chrono::milliseconds limit);

 private:
  struct Job {
    std::vector<std::string> texts;
    Done done;
  };
  using Cached = std::list<std::pair<std::string, Vector>>;

  void work_on_rest(std::stop_token stop);
  std::optional<Vector> cached(const std::string& text);
  void keep(std::string text, const Vector& vector);

  const SentenceEncoder& encoder_;
  std::mutex mutex_;
  std::deque<Job> rest_;
  bool at_rest_ = false;  // one of the rest is in hand
  std::condition_variable_any filled_;
  std::condition_variable finished_;
  Cached cache_;  // used last first
  std::unordered_map<std::string_view, Cached::iterator> places_;
  QuestionQueue questions_;
  std::jthread rest_thread_;
};

}  // namespace parlance::encoder
