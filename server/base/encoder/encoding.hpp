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
#include "base/encoder/sentence_encoder.hpp"

namespace parlance::encoder {

// Encodes texts on two threads of its own, so that no loop waits: what a customer asks as soon as may be, by a thread
// that gives way to the loops; what can wait, such as articles, by one of the lowest priority. From any thread.
class Encoding {
 public:
  static constexpr std::size_t kMaxWaiting = 64;  // questions; one more is not encoded
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
  struct Queue {
    std::deque<Job> jobs;
    std::condition_variable_any filled;
  };
  using Cached = std::list<std::pair<std::string, Vector>>;

  void work(Queue& queue, const char* name, int niceness, std::stop_token stop);
  std::optional<Vector> cached(const std::string& text);
  void keep(std::string text, const Vector& vector);

  const SentenceEncoder& encoder_;
  std::mutex mutex_;
  Queue questions_, rest_;
  bool at_rest_ = false;  // the second thread has one of the rest in hand
  std::condition_variable finished_;
  Cached cache_;  // used last first
  std::unordered_map<std::string_view, Cached::iterator> places_;
  std::jthread question_thread_, rest_thread_;
};

}  // namespace parlance::encoder
