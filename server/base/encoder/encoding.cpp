#include "base/encoder/encoding.hpp"

#include "base/metrics.hpp"
#include "base/utf8.hpp"

namespace parlance::encoder {
namespace {

metrics::Histogram took("parlance_encoding_seconds", "histogram", "Encoding a customer's sentence, waiting included.");
metrics::Counter left_out("parlance_encoding_left_out_total", "counter", "Sentences that were not encoded: too many.");

}  // namespace

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
        const auto keep_and_go_on = [this, text, go_on](const WorkQueue::Vectors& vectors) {
          keep(text, vectors.front());
          go_on(vectors.front());
        };
        if (!queue_.push_question(text, keep_and_go_on)) go_on(std::nullopt);
      },
      use_task);
  if (vector)
    took->since(since);
  else
    left_out->add();
  co_return vector;
}

}  // namespace parlance::encoder
