#include "store/postgres/reader.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "store/postgres/late.hpp"

namespace parlance::store::postgres {

Reader::Reader(Executor executor, std::vector<std::shared_ptr<Link>> links) : executor_(executor) {
  for (auto& link : links) lanes_.push_back({std::move(link)});
}

Task<Rows> Reader::read(const Statement& statement, std::vector<Value> values) {
  const auto tenant = statement.scope == Scope::tenant ? std::get<std::int64_t>(values.at(0)) : 0;
  auto pending =
      std::make_unique<Pending>(&statement, std::move(values), nullptr, Context{tenant, statement.timeout_ms});
  co_return co_await asio::async_initiate<decltype(use_task), void(std::exception_ptr, Rows)>(
      [this](auto handler, std::unique_ptr<Pending> reading) {
        reading->done = std::move(handler);
        enqueue(std::move(reading));
      },
      use_task, std::move(pending));
}

void Reader::enqueue(std::unique_ptr<Pending> pending) {
  if (queue_.size() >= kMaxQueued) {
    auto refused = std::make_exception_ptr(
        Fault({kOverloaded, "The server has more to read than it can at the moment. Try again.", {}, 1000},
              "read queue full"));
    return asio::post(executor_,
                      [p = std::move(pending), refused]() mutable { std::exchange(p->done, nullptr)(refused, {}); });
  }
  queue_.push_back(std::move(pending));
  if (std::exchange(scheduled_, true)) return;
  asio::post(executor_, [this] {
    scheduled_ = false;
    begin();
  });
}

void Reader::begin() {
  for (auto& lane : lanes_)
    if (!queue_.empty() && lane.under_way == 0) submit(lane, take());
}

// The first in the queue, and whatever is read in its context.
Reader::Batch Reader::take() {
  const auto context = queue_.front()->context;
  Batch batch, rest;
  for (auto& pending : queue_)
    (pending->context == context && batch.size() < kMaxBatch ? batch : rest).push_back(std::move(pending));
  queue_ = std::move(rest);
  return batch;
}

void Reader::submit(Lane& lane, Batch batch) {
  auto segment = std::make_unique<Segment>();
  segment->context = batch.front()->context;
  segment->asked = batch.front()->asked;
  for (const auto& pending : batch) segment->calls.push_back({pending->statement, pending->values});
  auto shared = std::make_shared<Batch>(std::move(batch));
  segment->done = [this, &lane, shared](Segment& done) { finish(lane, *shared, done); };
  ++lane.under_way;
  lane.link->submit(std::move(segment));
}

void Reader::finish(Lane& lane, Batch& batch, Segment& segment) {
  --lane.under_way;
  const bool lost = segment.failure && segment.lost;
  if (segment.failure && !lost && batch.size() > 1) {
    for (auto& pending : batch) {
      Batch alone;
      alone.push_back(std::move(pending));
      submit(lane, std::move(alone));
    }
    return;
  }
  for (std::size_t i = 0; i < batch.size(); ++i)
    std::exchange(batch[i]->done, nullptr)(segment.failure, segment.failure ? Rows{} : std::move(segment.rows[i]));
  if (lost) fail_late(segment.failure);
  begin();
}

// Without a connection each context would wait in turn: who has waited as long as one may is told with the first.
void Reader::fail_late(const std::exception_ptr& why) {
  auto late = take_late(queue_, Link::kConnectWait);
  for (auto& pending : late) std::exchange(pending->done, nullptr)(why, {});
}

}  // namespace parlance::store::postgres
