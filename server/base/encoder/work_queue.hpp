#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/encoder/semaphore.hpp"
#include "base/encoder/sentence_encoder.hpp"

namespace parlance::encoder {

// Encodes in the time that no other thread wants, so that nobody's message is later for it: what customers ask, and
// between the parts of that what can wait. On a machine without such time what was asked kPatience ago gets a small
// share.
//
// The idle thread may lose the processor with a lock in its hand, for as long as others want it. So it has no lock in
// common with who calls, and calls nobody: the attendant, whom the kernel does not forget, goes between.
class WorkQueue {
 public:
  static constexpr std::size_t kMaxWaiting = 64;  // questions, those at work included
  static constexpr std::chrono::milliseconds kPatience{10};
  using Vectors = std::vector<Vector>;
  using Done = std::move_only_function<void(const Vectors&)>;  // called on the attendant's thread

  explicit WorkQueue(const SentenceEncoder& encoder);
  // Drops what waits.
  ~WorkQueue();

  // False: too many wait, it is not taken. From any thread, as the rest.
  bool push_question(std::string text, Done done);
  void push_rest(std::vector<std::string> texts, Done done);
  // Waits until nothing of the rest is left; false: it took longer.
  bool finish_rest(std::chrono::milliseconds limit);

 private:
  using Clock = Semaphore::Clock;
  struct Job {
    std::vector<std::string> texts;
    Done done;
    bool is_question = false;
    Clock::time_point since = Clock::now();
    bool is_idle_at_it = false, is_attendant_at_it = false;  // both may be: the first to have it tells
    bool is_encoded = false;
    Vectors vectors;
  };
  using SharedJob = std::shared_ptr<Job>;

  void work_idly(std::stop_token stop);
  SharedJob wait_for_job(std::stop_token stop);
  SharedJob next_question();
  void encode(Job& job, const SentenceEncoder::Pause& pause, std::stop_token stop, Vectors& out) const;
  void hand_in(const SharedJob& job, Vectors vectors);

  void attend(std::stop_token stop);
  void go_between();
  void tell(Job& job);
  void help(const SharedJob& job, std::stop_token stop);
  // What has waited for kPatience, or else when something will have.
  std::pair<SharedJob, std::optional<Clock::time_point>> late();

  const SentenceEncoder& encoder_;

  std::mutex callers_;
  std::vector<SharedJob> pushed_;
  std::size_t questions_ = 0, rest_ = 0;  // that are not told yet
  std::condition_variable finished_;

  std::mutex desk_;  // of the idle thread and the attendant
  std::condition_variable_any filled_;
  std::list<SharedJob> asked_;  // the oldest first, until encoded
  std::deque<SharedJob> later_;
  std::vector<SharedJob> encoded_;

  Semaphore wake_;  // the attendant
  std::jthread idle_thread_, attendant_;
};

}  // namespace parlance::encoder
