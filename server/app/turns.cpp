#include "app/turns.hpp"

#include <map>

#include "base/log.hpp"
#include "chat/stages.hpp"

namespace parlance::app {
namespace {

Task<> answer(ai::Assistant& assistant, TurnJob& job) {
  if (job.outlived && !co_await assistant.may_begin_again(job.caller, job.message))
    co_return co_await assistant.give_up(job.caller, job.message);
  job.outlived = false;
  if (const auto since = std::exchange(job.since, {}); since != metrics::Clock::time_point{})
    chat::stages::queued().since(since);
  co_await assistant.answer(job.caller, job.message, job.tries++);
}

}  // namespace

void connect(chat::Service& chat, TurnQueue& queue, jobs::FairGates& gates, ai::Assistant& assistant,
             Dispatch dispatch) {
  chat.answer_at_once([&assistant](Caller caller, const chat::NewMessage& message, UnixMs idle_since) {
    return assistant.answer_at_once(caller, message, idle_since);
  });
  if (!dispatch.submit)
    dispatch.submit = [&queue](TurnJob job) { queue.submit(chat::session_of(job.message).value, std::move(job)); };
  chat.on_question([submit = std::move(dispatch.submit)](
                       Caller caller, const chat::Message& message) { submit({caller, message.id}); },
                   [&queue](chat::SessionId session) { return queue.depth(session.value) > 0; });
  queue.start(
      [&assistant, &gates, done = dispatch.done](TurnJob& job) -> Task<> {
        const auto pass = co_await gates.here().enter(job.caller.tenant.value);
        co_await answer(assistant, job);
        if (done) done(job);
      },
      [&assistant, done = dispatch.done](TurnJob& job) -> Task<> {
        co_await assistant.give_up(job.caller, job.message);
        if (done) done(job);
      },
      [&chat](const TurnJob& job) {
        chat.announce_typing(chat::session_of(job.message), {chat::SenderType::bot, true});
      });
}

void resume(Loops& loops, TurnQueue& queue, const std::vector<ai::Unanswered>& unanswered) {
  std::map<std::int64_t, std::vector<TurnJob>> by_session;
  for (const auto& u : unanswered)
    by_session[chat::session_of(u.message).value].push_back({u.caller, u.message, u.begun});
  for (auto& [key, left] : by_session)
    asio::post(loops.home(key).executor(), [&queue, key, jobs = std::move(left)] {
      if (queue.depth(key) > 0) return;  // at work there, or waiting for its turn
      log::info("resuming", {{"session", key}, {"unanswered", jobs.size()}});
      for (const auto& job : jobs) queue.submit(key, job);
    });
}

}  // namespace parlance::app
