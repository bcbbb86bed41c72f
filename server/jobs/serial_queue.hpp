#pragma once
#include <deque>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/async/loops.hpp"

namespace parlance::jobs {

struct Options {
  int max_attempts = 5;              // failures of the work itself; then it is handed to `give_up`
  std::int64_t first_pause_ms = 50;  // doubled after each failure, with jitter
  std::int64_t max_pause_ms = 2000;
};

// Runs jobs of one key one after the other, in the order they came; keys run side by side. Each key has a home loop,
// and is submitted to and worked there. A fault of the infrastructure (`Fault`) is retried until it passes, any other
// failure `max_attempts` times.
template <class Job>
class SerialQueue {
 public:
  // What it changes of the job is kept for the next attempt.
  using Work = std::function<Task<>(Job&)>;
  // Must settle the job for good; it is itself repeated while it fails.
  using GiveUp = std::function<Task<>(Job&)>;
  using OnRetry = std::function<void(const Job&)>;

  SerialQueue(Loops& loops, Options options) : loops_(loops), options_(options), lanes_(loops.size()) {}
  void start(Work work, GiveUp give_up, OnRetry on_retry) {
    work_ = std::move(work), give_up_ = std::move(give_up), on_retry_ = std::move(on_retry);
  }

  // On the key's home loop.
  void submit(std::int64_t key, Job job);
  // Jobs of the key that are not done; on its home loop.
  std::int64_t depth(std::int64_t key);
  // No new job is begun; what is under way may end.
  void close() { closed_ = true; }
  // Nothing is under way. From any thread.
  bool idle() const { return draining_ == 0; }

 private:
  struct Entry {
    Job job;
    int attempts = 0;
  };
  using Lanes = std::unordered_map<std::int64_t, std::deque<Entry>>;

  Lanes& lanes(std::int64_t key) { return lanes_[loops_.home(key).index()]; }
  Task<> drain(std::int64_t key);
  Task<> settle(Entry& entry);
  Task<bool> attempt(Entry& entry);

  Loops& loops_;
  Options options_;
  std::vector<Lanes> lanes_;
  std::atomic<bool> closed_ = false;
  std::atomic<std::int64_t> draining_ = 0;  // keys at work
  Work work_;
  GiveUp give_up_;
  OnRetry on_retry_;
};

}  // namespace parlance::jobs

#include "jobs/serial_queue.ipp"
