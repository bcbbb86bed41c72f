#include "base/encoder/encoding.hpp"

#include "base/async/pace.hpp"
#include "base/metrics.hpp"
#include "base/utf8.hpp"

namespace parlance::encoder {
namespace {

metrics::Histogram took("parlance_encoding_seconds", "histogram", "Encoding a customer's sentence, waiting included.");
metrics::Counter left_out("parlance_encoding_left_out_total", "counter", "Sentences that were not encoded: too many.");

constexpr std::chrono::milliseconds kMostHeldUp{20};  // that one of the rest waits for questions

}  // namespace

Encoding::Encoding(const SentenceEncoder& encoder)
    : encoder_(encoder), questions_(encoder), rest_thread_([this](std::stop_token stop) { work_on_rest(stop); }) {}

Encoding::~Encoding() {
  rest_thread_.request_stop();
  rest_thread_.join();
}

void Encoding::work_on_rest(std::stop_token stop) {
  keep_pace("encoder later", Pace::idle);
  for (std::unique_lock lock(mutex_);;) {
    if (!filled_.wait(lock, stop, [&] { return !rest_.empty(); })) return;
    if (stop.stop_requested()) return;
    auto job = std::move(rest_.front());
    rest_.pop_front();
    at_rest_ = true;
    lock.unlock();
    std::vector<Vector> vectors;
    for (const auto& text : job.texts) {
      questions_.let_pass(kMostHeldUp);
      vectors.push_back(encoder_.encode(text));
    }
    job.done(vectors);
    lock.lock();
    if (at_rest_ = false; rest_.empty()) finished_.notify_all();
  }
}

std::optional<Vector> Encoding::cached(const std::string& text) {
  const auto found = places_.find(text);
  if (found == places_.end()) return std::nullopt;
  cache_.splice(cache_.begin(), cache_, found->second);
  return found->second->second;
}

void Encoding::keep(std::string text, const Vector& vector) {
  const std::lock_guard lock(mutex_);
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
  }
  const auto here = co_await asio::this_coro::executor;
  auto vector = co_await asio::async_initiate<decltype(use_task), void(std::optional<Vector>)>(
      [&](auto handler) {
        const auto h = std::make_shared<decltype(handler)>(std::move(handler));
        const auto go_on = [here, h](std::optional<Vector> vector) {
          asio::post(here, [h, vector] { std::move (*h)(vector); });
        };
        // The loop on which it goes on may outlive this.
        const auto keep_and_go_on = [this, text, go_on](const Vector& vector) {
          keep(text, vector);
          go_on(vector);
        };
        if (!questions_.push(text, keep_and_go_on)) go_on(std::nullopt);
      },
      use_task);
  if (vector)
    took->since(since);
  else
    left_out->add();
  co_return vector;
}

void Encoding::later(std::vector<std::string> texts, Done done) {
  const std::lock_guard lock(mutex_);
  rest_.push_back({std::move(texts), std::move(done)});
  filled_.notify_one();
}

bool Encoding::finish(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  return finished_.wait_for(lock, limit, [&] { return rest_.empty() && !at_rest_; });
}

}  // namespace parlance::encoder
