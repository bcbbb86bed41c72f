#include "base/encoder/encoding.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/metrics.hpp"
#include "base/utf8.hpp"

namespace parlance::encoder {
namespace {

constexpr int kGivesWay = 10, kWaits = 19;  // niceness

metrics::Histogram took("parlance_encoding_seconds", "histogram", "Encoding a customer's sentence, waiting included.");
metrics::Counter left_out("parlance_encoding_left_out_total", "counter", "Sentences that were not encoded: too many.");

}  // namespace

Encoding::Encoding(const SentenceEncoder& encoder)
    : encoder_(encoder),
      question_thread_([this](std::stop_token stop) { work(questions_, "encoder", kGivesWay, stop); }),
      rest_thread_([this](std::stop_token stop) { work(rest_, "encoder later", kWaits, stop); }) {}

Encoding::~Encoding() {
  question_thread_.request_stop(), rest_thread_.request_stop();
  question_thread_.join(), rest_thread_.join();
}

void Encoding::work(Queue& queue, const char* name, int niceness, std::stop_token stop) {
  pthread_setname_np(pthread_self(), name);
  // Linux counts a thread as a process here; where it may not, it is as eager as the rest.
  static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness));
  for (std::unique_lock lock(mutex_);;) {
    if (!queue.filled.wait(lock, stop, [&] { return !queue.jobs.empty(); })) return;
    if (stop.stop_requested()) return;
    auto job = std::move(queue.jobs.front());
    queue.jobs.pop_front();
    if (&queue == &rest_) at_rest_ = true;
    lock.unlock();
    std::vector<Vector> vectors;
    for (const auto& text : job.texts) vectors.push_back(encoder_.encode(text));
    job.done(vectors);
    lock.lock();
    if (&queue == &questions_)
      keep(std::move(job.texts.front()), vectors.front());
    else if (at_rest_ = false; rest_.jobs.empty())
      finished_.notify_all();
  }
}

std::optional<Vector> Encoding::cached(const std::string& text) {
  const auto found = places_.find(text);
  if (found == places_.end()) return std::nullopt;
  cache_.splice(cache_.begin(), cache_, found->second);
  return found->second->second;
}

void Encoding::keep(std::string text, const Vector& vector) {
  if (places_.contains(text)) return;
  cache_.emplace_front(std::move(text), vector);
  places_.emplace(cache_.front().first, cache_.begin());
  if (cache_.size() <= kMaxCached) return;
  places_.erase(cache_.back().first);
  cache_.pop_back();
}

Task<std::optional<Vector>> Encoding::question(std::string text) {
  text.resize(clip(text, SentenceEncoder::kMaxBytes).size());
  const auto since = metrics::Clock::now();
  {
    const std::lock_guard lock(mutex_);
    if (auto known = cached(text)) co_return known;
    if (questions_.jobs.size() >= kMaxWaiting) {
      left_out->add();
      co_return std::nullopt;
    }
  }
  const auto here = co_await asio::this_coro::executor;
  auto vector = co_await asio::async_initiate<decltype(use_task), void(Vector)>(
      [&](auto handler) {
        auto done = [here, h = std::make_shared<decltype(handler)>(std::move(handler))](const auto& vectors) {
          asio::post(here, [h, vector = vectors.front()] { std::move (*h)(vector); });
        };
        const std::lock_guard lock(mutex_);
        questions_.jobs.push_back({{text}, std::move(done)});
        questions_.filled.notify_one();
      },
      use_task);
  took->since(since);
  co_return vector;
}

void Encoding::later(std::vector<std::string> texts, Done done) {
  const std::lock_guard lock(mutex_);
  rest_.jobs.push_back({std::move(texts), std::move(done)});
  rest_.filled.notify_one();
}

bool Encoding::finish(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  return finished_.wait_for(lock, limit, [&] { return rest_.jobs.empty() && !at_rest_; });
}

}  // namespace parlance::encoder
