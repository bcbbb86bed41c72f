#include "store/postgres/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <map>

#include "base/log.hpp"
#include "jobs/pause.hpp"
#include "store/measure.hpp"

namespace parlance::store::postgres {
namespace {

constexpr std::int64_t kFirstPauseMs = 2, kMaxPauseMs = 100;  // before a set that met another is tried again

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
  for (auto& pending : batch) groups[{tenant_of(pending->set), subject_of(pending->set)}].push_back(std::move(pending));
  Batch out;
  for (auto& [key, group] : groups) std::ranges::move(group, std::back_inserter(out));
  return out;
}

void Writer::submit(Batch batch) {
  batch = by_tenant(std::move(batch));
  auto segment = std::make_unique<Segment>();
  auto tenants = std::make_shared<std::vector<Value>>();
  tenants->reserve(batch.size());  // the calls point at what is in it
  std::optional<std::int64_t> entered;
  for (const auto& pending : batch) {
    if (const auto tenant = tenant_of(pending->set); tenant != entered) {
      entered = tenant;
      segment->calls.push_back({&kEnterTenant, {&tenants->emplace_back(fmt::to_string(tenant)), 1}});
    }
    for (const auto& step : pending->set) segment->calls.push_back({step.statement, step.values});
  }
  auto shared = std::make_shared<Batch>(std::move(batch));
  segment->done = [this, shared, tenants](Segment& done) { finish(std::move(*shared), done); };
  ++under_way_;
  link_->submit(std::move(segment));
}

void Writer::finish(Batch batch, Segment& segment) {
  --under_way_;
  try {
    if (segment.failure) std::rethrow_exception(segment.failure);
    count_commit(batch.size(), segment.since);
    complete(batch, segment);
  } catch (const PostgresError& e) {
    count_failed_commit();
    if (batch.size() > 1) {
      for (auto& pending : batch) {
        Batch alone;
        alone.push_back(std::move(pending));
        submit(std::move(alone));
      }
    } else if (e.by_chance() && ++batch.front()->attempts < kMaxAttempts) {
      try_again(std::move(batch.front()));
    } else {
      log::error("write_failed", {{"what", e.what()}, {"state", e.state()}});
      segment.failure = std::make_exception_ptr(e.to_fault());
      complete(batch, segment);
    }
  } catch (const std::exception&) {
    complete(batch, segment);
  }
  begin();
}

void Writer::try_again(std::unique_ptr<Pending> pending) {
  auto timer = std::make_shared<Timer>(executor_, jobs::pause(pending->attempts, kFirstPauseMs, kMaxPauseMs));
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
