#pragma once
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "base/async/task.hpp"
#include "base/encoder/work_queue.hpp"

namespace parlance::encoder {

// Encodes texts on threads of its own, so that no loop waits: what a customer asks, and what can wait, such as
// articles. From any thread.
class Encoding {
 public:
  static constexpr std::size_t kMaxCached = 1000;

  // Drops in the end what waits.
  explicit Encoding(const SentenceEncoder& encoder = SentenceEncoder::built_in()) : queue_(encoder) {}

  // Nothing: too much waits already, the question has to do without. The awaiting coroutine goes on where it ran.
  Task<std::optional<Vector>> question(std::string text);
  // `done` is called on a thread of the encoder's.
  void later(std::vector<std::string> texts, WorkQueue::Done done) {
    queue_.push_rest(std::move(texts), std::move(done));
  }
  // Waits until nothing is left to do later; false: it took longer.
  bool finish(std::chrono::milliseconds limit) { return queue_.finish_rest(limit); }

 private:
  using Cached = std::list<std::pair<std::string, Vector>>;

  std::optional<Vector> cached(const std::string& text);
  void keep(std::string text, const Vector& vector);

  std::mutex mutex_;
  Cached cache_;  // used last first
  std::unordered_map<std::string_view, Cached::iterator> places_;
  WorkQueue queue_;
};

}  // namespace parlance::encoder
