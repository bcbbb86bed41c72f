#include "jobs/fair_gate.hpp"

#include <boost/asio/post.hpp>

namespace parlance::jobs {

namespace {

constexpr int kAveraged = 16;  // times inside

}  // namespace

std::int64_t FairGate::max_beside_others() const {
  if (options_.cost_of_one == Clock::duration::zero()) return options_.max_inside;
  return std::max<std::int64_t>(1, time_inside_ / options_.cost_of_one);
}

bool FairGate::has_room(std::int64_t key) const {
  if (inside_ >= options_.max_inside) return false;
  const auto own = inside_of_.find(key);
  if (own == inside_of_.end() || own->second < max_beside_others()) return true;
  const auto& other = visits_[0].key == key ? visits_[1] : visits_[0];
  return Clock::now() - other.at >= kNowAndThen;
}

void FairGate::visit(std::int64_t key) {
  if (visits_[0].key != key) visits_[1] = visits_[0];
  visits_[0] = {key, Clock::now()};
}

void FairGate::count_in(std::int64_t key) {
  ++inside_;
  ++inside_of_[key];
}

Task<std::optional<FairGate::Pass>> FairGate::enter(std::int64_t key) {
  const auto lane = lanes_.find(key);
  const auto before = lane == lanes_.end() ? 0 : static_cast<std::int64_t>(lane->second.waiting.size());
  if (before == 0 && !inside_of_.contains(key)) visit(key);
  if (before == 0 && (waiting_ == 0 || !inside_of_.contains(key)) && has_room(key)) {
    if (waiting_ > 0) charge(key);
    count_in(key);
    co_return Pass(shared_from_this(), key);
  }
  if (before >= options_.max_waiting) co_return std::nullopt;
  co_await asio::async_initiate<decltype(use_task), void()>(
      [this, key](auto handler) { wait(key, [h = std::move(handler)]() mutable { std::move(h)(); }); }, use_task);
  co_return Pass(shared_from_this(), key);
}

double FairGate::charge(std::int64_t key) {
  auto& lane = lanes_[key];
  const auto weight = weights_.find(key);
  const double start = std::max(now_, lane.finish);
  lane.finish = start + 1 / (weight == weights_.end() ? 1.0 : weight->second);
  return start;
}

void FairGate::wait(std::int64_t key, Resume resume) {
  const double start = charge(key);
  auto& lane = lanes_[key];
  if (lane.waiting.empty()) heads_.emplace(start, key);
  lane.waiting.emplace_back(start, std::move(resume));
  ++waiting_;
}

void FairGate::leave(std::int64_t key, Clock::duration inside) {
  if (executor_.context().stopped()) return;  // nobody is let in any more
  time_inside_ += (inside - time_inside_) / kAveraged;
  --inside_;
  if (const auto own = inside_of_.find(key); --own->second == 0) inside_of_.erase(own);
  // Those passed over have some inside, so they are few.
  for (auto head = heads_.begin(); head != heads_.end() && inside_ < options_.max_inside;) {
    if (!has_room(head->second)) {
      ++head;
      continue;
    }
    admit(head);
    head = heads_.begin();
  }
}

void FairGate::admit(std::multimap<double, std::int64_t>::iterator head) {
  const auto [start, key] = *head;
  heads_.erase(head);
  now_ = std::max(now_, start);
  auto& lane = lanes_[key];
  auto resume = std::move(lane.waiting.front().second);
  lane.waiting.pop_front();
  --waiting_;
  count_in(key);
  if (!lane.waiting.empty())
    heads_.emplace(lane.waiting.front().first, key);
  else if (lane.finish <= now_)
    lanes_.erase(key);
  if (waiting_ == 0) lanes_.clear();  // nobody waits, so nobody is ahead
  asio::post(executor_, std::move(resume));
}

}  // namespace parlance::jobs
