#pragma once
#include "base/async/timer.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "jobs/pause.hpp"

namespace parlance::jobs {

inline metrics::Family<metrics::Count>& retries() {
  static metrics::Family<metrics::Count> family(
      "parlance_job_retries_total", "counter",
      "Jobs to be tried again: after a fault of the infrastructure, or a failure of their own.", "after");
  return family;
}

template <class Job>
void SerialQueue<Job>::submit(std::int64_t key, Job job) {
  auto& lane = lanes(key)[key];
  lane.push_back({std::move(job)});
  if (lane.size() > 1) return;
  ++draining_;
  spawn(loops_.home(key), "job", drain(key));
}

template <class Job>
std::int64_t SerialQueue<Job>::depth(std::int64_t key) {
  const auto found = lanes(key).find(key);
  return found == lanes(key).end() ? 0 : static_cast<std::int64_t>(found->second.size());
}

template <class Job>
Task<> SerialQueue<Job>::drain(std::int64_t key) {
  auto& lane = lanes(key)[key];  // stays where it is: an unordered_map does not move its elements
  while (!lane.empty() && !closed_) {
    co_await settle(lane.front());
    lane.pop_front();
  }
  lanes(key).erase(key);
  --draining_;
}

// Returns when the job is done for good: a lost job would be a question without an answer.
template <class Job>
Task<> SerialQueue<Job>::settle(Entry& entry) {
  for (int failures = 0; !closed_; ++failures) {
    if (co_await attempt(entry)) co_return;
    if (failures == 0 && on_retry_) on_retry_(entry.job);
    Timer timer(co_await asio::this_coro::executor, pause(failures, options_.first_pause_ms, options_.max_pause_ms));
    co_await timer.async_wait(use_task);
  }
}

template <class Job>
Task<bool> SerialQueue<Job>::attempt(Entry& entry) {
  try {
    co_await (entry.attempts < options_.max_attempts ? work_(entry.job) : give_up_(entry.job));
    co_return true;
  } catch (const Fault& e) {
    retries().at("fault").add();
    // Overloaded is no fault: another is at it, or was first.
    log::write(e.error().code == kOverloaded ? log::Level::debug : log::Level::warn, "job_postponed",
               {{"what", e.what()}});
  } catch (const std::exception& e) {
    ++entry.attempts;
    retries().at("failure").add();
    log::error("job_failed", {{"what", e.what()}, {"attempts", entry.attempts}});
  }
  co_return false;
}

}  // namespace parlance::jobs
