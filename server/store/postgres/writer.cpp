#include "store/postgres/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <map>

#include "base/log.hpp"
#include "jobs/pause.hpp"
#include "store/measure.hpp"
#include "store/postgres/late.hpp"

namespace parlance::store::postgres {
namespace {

constexpr std::int64_t kFirstRetryMs = 2, kMaxRetryMs = 100;  // before a set that met another is tried again

// 0: of several, as its first statement says.
std::int64_t tenant_of(const WriteSet& set) {
  return set.front().statement->scope == Scope::tenant ? std::get<std::int64_t>(set.front().values.front()) : 0;
}

std::int64_t subject_of(const WriteSet& set) {
  if (set.front().statement->scope == Scope::crossing) return 0;
  const auto& values = set.front().values;
  const auto* subject = values.size() > 1 ? std::get_if<std::int64_t>(&values[1]) : nullptr;
  return subject ? *subject : 0;
}

std::pair<std::int64_t, std::int64_t> key_of(const WriteSet& set) { return {tenant_of(set), subject_of(set)}; }

// Which set of a batch it is that failed after so many calls were answered.
template <class Batch>
std::size_t failed_at(const Batch& batch, std::size_t answered) {
  std::optional<std::int64_t> entered;
  for (std::size_t i = 0, calls = 0; i < batch.size(); ++i) {
    if (const auto tenant = tenant_of(batch[i]->set); tenant != entered) entered = tenant, ++calls;
    calls += batch[i]->set.size();
    if (answered < calls) return i;
  }
  return batch.size() - 1;
}

}  // namespace

Task<std::vector<Rows>> Writer::write(WriteSet set) {
  co_return co_await asio::async_initiate<decltype(use_task), void(std::exception_ptr, std::vector<Rows>)>(
      [this](auto handler, WriteSet steps) {
        enqueue(std::make_unique<Pending>(std::move(steps), std::move(handler)));
      },
      use_task, std::move(set));
}

void Writer::enqueue(std::unique_ptr<Pending> pending) {
  if (queue_.size() >= kMaxQueued) {
    auto refused = std::make_exception_ptr(
        Fault({kOverloaded, "The server has more to save than it can at the moment. Try again.", {}, 1000},
              "write queue full"));
    return asio::post(executor_,
                      [p = std::move(pending), refused]() mutable { std::exchange(p->done, nullptr)(refused, {}); });
  }
  queue_.push_back(std::move(pending));
  if (under_way_ > 0 || std::exchange(scheduled_, true)) return;
  asio::post(executor_, [this] { begin(); });
}

void Writer::begin() {
  scheduled_ = false;
  if (queue_.empty() || under_way_ > 0) return;
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), kMaxBatch));
  Batch batch(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
  queue_.erase(queue_.begin(), end);
  submit(std::move(batch));
}

// By tenant, and within it by what the first statement is about, the session as a rule: so two nodes whose batches meet
// in several rows lock them in the same order. What is about the same stays in its order.
Writer::Batch Writer::by_tenant(Batch batch) {
  std::map<std::pair<std::int64_t, std::int64_t>, Batch> groups;
  for (auto& pending : batch) groups[key_of(pending->set)].push_back(std::move(pending));
  Batch out;
  for (auto& [key, group] : groups) std::ranges::move(group, std::back_inserter(out));
  return out;
}

void Writer::submit(Batch batch, int lock_ms) {
  batch = by_tenant(std::move(batch));
  auto segment = std::make_unique<Segment>();
  auto contexts = std::make_shared<std::vector<std::array<Value, 2>>>();
  contexts->reserve(batch.size());  // the calls point at what is in it
  std::optional<std::int64_t> entered;
  for (const auto& pending : batch) {
    if (const auto tenant = tenant_of(pending->set); tenant != entered) {
      entered = tenant;
      segment->calls.push_back({&kEnterTenant, contexts->emplace_back(std::array<Value, 2>{fmt::to_string(tenant),
                                                                                           fmt::to_string(lock_ms)})});
    }
    for (const auto& step : pending->set) segment->calls.push_back({step.statement, step.values});
  }
  auto shared = std::make_shared<Batch>(std::move(batch));
  segment->done = [this, shared, contexts](Segment& done) { finish(std::move(*shared), done); };
  ++under_way_;
  link_->submit(std::move(segment));
}

void Writer::finish(Batch batch, Segment& segment) {
  --under_way_;
  try {
    if (segment.failure) std::rethrow_exception(segment.failure);
    count_commit(batch.size(), segment.sent);
    complete(batch, segment);
  } catch (const PostgresError& e) {
    count_failed_commit();
    if (batch.size() > 1) {
      retry(std::move(batch), segment, e);
    } else if (e.by_chance() && ++batch.front()->attempts < kMaxAttempts) {
      try_again(std::move(batch.front()));
    } else {
      log::error("write_failed", {{"what", e.what()}, {"state", e.state()}});
      segment.failure = std::make_exception_ptr(e.to_fault());
      complete(batch, segment);
    }
  } catch (const std::exception&) {
    complete(batch, segment);
    // Who has waited as long as one may for a connection is told with the first.
    fail(take_late(queue_, Link::kConnectWait), segment.failure);
  }
  begin();
}

void Writer::retry(Batch batch, const Segment& segment, const PostgresError& error) {
  if (error.state() != kLockNotAvailable) return each_alone(std::move(batch), Link::kLockTimeoutMs);
  // Who wants what is locked is told; the others are tried again, with less patience for a lock of their own: waited
  // for one after the other, a few would hold up everybody.
  const auto at = failed_at(batch, segment.rows.size());
  const auto key = key_of(batch[at]->set);
  Batch blocked, rest;
  for (std::size_t i = 0; i < batch.size(); ++i)
    (i == at || (key.second != 0 && key_of(batch[i]->set) == key) ? blocked : rest).push_back(std::move(batch[i]));
  each_alone(std::move(rest), kRetryLockMs);
  fail(std::move(blocked), std::make_exception_ptr(error.to_fault()));
}

void Writer::each_alone(Batch batch, int lock_ms) {
  for (auto& pending : batch) {
    Batch alone;
    alone.push_back(std::move(pending));
    submit(std::move(alone), lock_ms);
  }
}

void Writer::fail(Batch batch, const std::exception_ptr& why) {
  for (auto& pending : batch) std::exchange(pending->done, nullptr)(why, {});
}

void Writer::try_again(std::unique_ptr<Pending> pending) {
  auto timer = std::make_shared<Timer>(executor_, jobs::pause(pending->attempts, kFirstRetryMs, kMaxRetryMs));
  timer->async_wait([this, timer, p = std::move(pending)](boost::system::error_code) mutable {
    Batch alone;
    alone.push_back(std::move(p));
    submit(std::move(alone));
  });
}

void Writer::complete(Batch& batch, Segment& segment) {
  std::size_t next = 0;
  std::optional<std::int64_t> entered;
  for (auto& pending : batch) {
    std::vector<Rows> rows;
    if (!segment.failure) {
      if (const auto tenant = tenant_of(pending->set); tenant != entered) entered = tenant, ++next;
      for (std::size_t i = 0; i < pending->set.size(); ++i) rows.push_back(std::move(segment.rows[next++]));
    }
    std::exchange(pending->done, nullptr)(segment.failure, std::move(rows));
  }
}

}  // namespace parlance::store::postgres
