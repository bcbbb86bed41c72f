#include "ai/model/chain.hpp"

#include <boost/asio/as_tuple.hpp>

#include "base/async/timer.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "jobs/pause.hpp"

namespace parlance::ai::model {
namespace {

using Clock = std::chrono::steady_clock;

metrics::Family<metrics::Times> times("parlance_model_seconds", "histogram", "How long models took to answer.", "model",
                                      20);
metrics::Family<metrics::Count> failures("parlance_model_failures_total", "counter", "Failed tries at models.",
                                         "failure", 200);

// Whether the same model may answer if it is asked again.
bool may_pass(FailureKind kind) {
  return kind == FailureKind::rate_limited || kind == FailureKind::overloaded || kind == FailureKind::cut ||
         kind == FailureKind::unreachable;
}

Task<> wait(std::chrono::milliseconds length, Cancellation& cancellation) {
  Timer timer(co_await asio::this_coro::executor, length);
  const Cancellation::Hook hook(&cancellation, [&timer] { timer.cancel(); });
  if (!cancellation.asked()) co_await timer.async_wait(asio::as_tuple(use_task));
}

void note(const Failure& failure, std::string_view model, Course& course) {
  course.stumbles.push_back({model, failure.kind});
  failures.at(std::string(model) + " " + std::string(name_of(failure.kind))).add();
  // A key that does not work, or no money, is somebody's to mend.
  const auto level = failure.kind == FailureKind::bad_key || failure.kind == FailureKind::no_quota ? log::Level::error
                                                                                                   : log::Level::warn;
  log::write(level, "model_failed", {{"model", model}, {"kind", name_of(failure.kind)}, {"what", failure.what}});
}

}  // namespace

Task<Outcome> Chain::try_once(const Request& request, std::size_t at, Course& course, TextSink& sink,
                              Cancellation& cancellation) const {
  auto& model = *models_[at];
  const auto start = Clock::now();
  const Deadlines deadlines{std::min(start + options_.first_text_limit, course.latest), course.latest};
  auto outcome = co_await model.client->ask(
      request, deadlines, [&sink](std::string_view text) { sink.write(text); }, &cancellation);
  const auto usage = outcome ? outcome->usage : outcome.error().usage;
  course.spent.push_back(
      {model.client->name(), usage,
       (usage.input_tokens * model.cents_per_million_input + usage.output_tokens * model.cents_per_million_output) /
           100});
  if (outcome) {
    model.breaker.succeeded();
    times.at(model.client->name()).since(start);
    course.at = at;
  } else {
    model.breaker.failed(outcome.error(), Clock::now());
    if (outcome.error().kind != FailureKind::cancelled) note(outcome.error(), model.client->name(), course);
  }
  co_return outcome;
}

Task<Outcome> Chain::ask_one(const Request& request, std::size_t at, Course& course, TextSink& sink,
                             Cancellation& cancellation) const {
  for (std::int64_t tries = 0;; ++tries) {
    auto outcome = co_await try_once(request, at, course, sink, cancellation);
    if (outcome || outcome.error().kind == FailureKind::cancelled) co_return outcome;
    const bool shown = sink.wrote();
    if (shown) sink.void_try();
    const auto& failure = outcome.error();
    if (shown || tries >= options_.retries || !may_pass(failure.kind) || failure.retry_after_ms > kLongestWaitMs)
      co_return outcome;
    const auto pause = failure.retry_after_ms >= 0 ? std::chrono::milliseconds(failure.retry_after_ms)
                                                   : jobs::pause(static_cast<int>(tries), kFirstPauseMs, kMaxPauseMs);
    if (Clock::now() + pause + options_.first_text_limit / 2 > course.latest) co_return outcome;
    co_await wait(pause, cancellation);
    if (cancellation.asked()) co_return std::unexpected(Failure{FailureKind::cancelled});
    if (!models_[at]->breaker.enter(Clock::now())) co_return outcome;
  }
}

Task<Outcome> Chain::ask(const Request& request, Course& course, TextSink& sink, Cancellation& cancellation) const {
  Outcome outcome = std::unexpected(Failure{FailureKind::unreachable, "no model is there to be asked"});
  for (std::size_t i = 0; i < models_.size(); ++i) {
    const auto at = (course.at + i) % models_.size();
    if (Clock::now() >= course.latest) co_return std::unexpected(Failure{FailureKind::timed_out, "no time is left"});
    if (!models_[at]->breaker.enter(Clock::now())) continue;
    outcome = co_await ask_one(request, at, course, sink, cancellation);
    if (outcome || outcome.error().kind == FailureKind::cancelled) co_return outcome;
  }
  co_return outcome;
}

}  // namespace parlance::ai::model
