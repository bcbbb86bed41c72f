#include "ai/model/chain.hpp"

#include <boost/asio/as_tuple.hpp>

#include "base/async/timer.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/utf8.hpp"
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

// What a vendor says it counted, as far as it can be; where it says nothing of an answer, an estimate.
Usage sound(Usage usage, bool answered, const Request& request, std::size_t said) {
  constexpr std::int64_t kMost = 10'000'000;  // tokens of one answer
  constexpr std::int64_t kBytesPerToken = 4;
  const bool untold = usage.output_tokens <= 0 && said > 0;
  if (untold) usage.output_tokens = static_cast<std::int64_t>(said) / kBytesPerToken + 1;
  if (answered && usage.input_tokens <= 0 && (untold || usage.output_tokens <= 0)) {
    auto told = request.system.size();
    for (const auto& message : request.messages) {
      told += message.text.size();
      for (const auto& result : message.results) told += result.content.size();
    }
    usage = {static_cast<std::int64_t>(told) / kBytesPerToken + 1,
             static_cast<std::int64_t>(said) / kBytesPerToken + 1};
  }
  return {std::clamp<std::int64_t>(usage.input_tokens, 0, kMost),
          std::clamp<std::int64_t>(usage.output_tokens, 0, kMost)};
}

// Who were told the same time do not come back together.
std::chrono::milliseconds pause_after(const Failure& failure, std::int64_t tries) {
  if (failure.retry_after_ms <= 0)
    return jobs::pause(static_cast<int>(tries), Chain::kFirstPauseMs, Chain::kMaxPauseMs);
  const auto more = failure.retry_after_ms / 4 + 1;
  return std::chrono::milliseconds(failure.retry_after_ms) + jobs::pause(0, more, more);
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

Task<std::optional<Outcome>> Chain::try_once(const Request& request, std::size_t at, Course& course, TextSink& sink,
                                             Cancellation& cancellation) const {
  auto& model = *models_[at];
  auto pass = model.breaker.enter(Clock::now());
  if (!pass) co_return std::nullopt;
  const auto start = Clock::now();
  std::size_t said = 0;
  auto outcome = co_await model.client->ask(
      request, {options_.patience, course.latest},
      [&](std::string_view text) {
        said += text.size();
        sink.write(text);
      },
      &cancellation);
  if (outcome && outcome->calls.empty() && trim(outcome->text).empty())
    outcome = std::unexpected(Failure{FailureKind::garbage, "an empty answer", -1, outcome->usage});
  const auto usage =
      sound(outcome ? outcome->usage : outcome.error().usage, outcome.has_value() || said > 0, request, said);
  course.spent.push_back(
      {model.client->name(), usage,
       (usage.input_tokens * model.cents_per_million_input + usage.output_tokens * model.cents_per_million_output) /
           100});
  if (outcome) {
    pass->succeeded();
    times.at(model.client->name()).since(start);
    course.at = at;
  } else {
    // Who was given less time than others is not to blame for having taken it.
    const bool had_little = outcome.error().kind == FailureKind::timed_out && start + options_.patience > course.latest;
    if (!had_little) pass->failed(outcome.error(), Clock::now());
    if (outcome.error().kind != FailureKind::cancelled) note(outcome.error(), model.client->name(), course);
  }
  co_return outcome;
}

Task<Outcome> Chain::ask_one(const Request& request, std::size_t at, Course& course, TextSink& sink,
                             Cancellation& cancellation) const {
  Outcome last = std::unexpected(Failure{FailureKind::unreachable, "it rests"});
  for (std::int64_t tries = 0;; ++tries) {
    auto outcome = co_await try_once(request, at, course, sink, cancellation);
    if (!outcome) co_return last;
    last = std::move(*outcome);
    if (last || last.error().kind == FailureKind::cancelled) co_return last;
    const bool shown = sink.wrote();
    if (shown) sink.void_try();
    const auto& failure = last.error();
    if (shown || tries >= options_.retries || !may_pass(failure.kind) || failure.retry_after_ms > kLongestWaitMs)
      co_return last;
    const auto pause = pause_after(failure, tries);
    if (Clock::now() + pause + options_.patience / 2 > course.latest) co_return last;
    co_await wait(pause, cancellation);
    if (cancellation.asked()) co_return std::unexpected(Failure{FailureKind::cancelled});
  }
}

Task<Outcome> Chain::ask(const Request& request, Course& course, TextSink& sink, Cancellation& cancellation) const {
  Outcome outcome = std::unexpected(Failure{FailureKind::unreachable, "no model is there to be asked"});
  const auto first = course.at;
  for (std::size_t i = 0; i < models_.size(); ++i) {
    if (Clock::now() >= course.latest) co_return std::unexpected(Failure{FailureKind::timed_out, "no time is left"});
    outcome = co_await ask_one(request, (first + i) % models_.size(), course, sink, cancellation);
    if (outcome || outcome.error().kind == FailureKind::cancelled) co_return outcome;
  }
  co_return outcome;
}

}  // namespace parlance::ai::model
