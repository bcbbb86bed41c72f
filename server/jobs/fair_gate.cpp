#include "jobs/fair_gate.hpp"

#include <boost/asio/post.hpp>

namespace parlance::jobs {

Task<std::optional<FairGate::Pass>> FairGate::enter(std::int64_t key) {
  if (inside_ < options_.max_inside && waiting_ == 0) {
    ++inside_;
    co_return Pass(shared_from_this());
  }
  if (const auto lane = lanes_.find(key);
      lane != lanes_.end() && static_cast<std::int64_t>(lane->second.waiting.size()) >= options_.max_waiting)
    co_return std::nullopt;
  co_await asio::async_initiate<decltype(use_task), void()>(
      [this, key](auto handler) { wait(key, [h = std::move(handler)]() mutable { std::move(h)(); }); }, use_task);
  co_return Pass(shared_from_this());
}

void FairGate::wait(std::int64_t key, Resume resume) {
  auto& lane = lanes_[key];
  const auto weight = weights_.find(key);
  const double start = std::max(now_, lane.finish);
  lane.finish = start + 1 / (weight == weights_.end() ? 1.0 : weight->second);
  if (lane.waiting.empty()) heads_.emplace(start, key);
  lane.waiting.emplace_back(start, std::move(resume));
  ++waiting_;
}

void FairGate::leave() {
  if (executor_.context().stopped()) return;  // nobody is let in any more
  if (heads_.empty()) {
    --inside_;
    return;
  }
  const auto [start, key] = *heads_.begin();
  heads_.erase(heads_.begin());
  now_ = start;
  auto& lane = lanes_[key];
  auto resume = std::move(lane.waiting.front().second);
  lane.waiting.pop_front();
  --waiting_;
  if (!lane.waiting.empty())
    heads_.emplace(lane.waiting.front().first, key);
  else if (lane.finish <= now_)
    lanes_.erase(key);
  if (waiting_ == 0) lanes_.clear();  // nobody waits, so nobody is ahead
  asio::post(executor_, std::move(resume));
}

}  // namespace parlance::jobs
