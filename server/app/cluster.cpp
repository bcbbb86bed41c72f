#include "app/cluster.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <future>

#include "base/async/timer.hpp"
#include "base/log.hpp"

namespace parlance::app {
namespace {

constexpr auto kLookEvery = std::chrono::milliseconds(1000);      // while others tell what they store
constexpr auto kLookAloneEvery = std::chrono::milliseconds(250);  // while they cannot
constexpr std::int64_t kMaxTakenUp = 200;                         // questions at one look
constexpr std::int64_t kUntouchedForMs = 1000;  // then whoever stored a question has not begun it, or has much to do

std::string host_name() {
  char name[256] = {};
  ::gethostname(name, sizeof name - 1);
  return name;
}

std::vector<std::shared_ptr<redis::Link>> links(Loops& loops, const redis::Address& address) {
  std::vector<std::shared_ptr<redis::Link>> out;
  for (std::size_t i = 0; i < loops.size(); ++i)
    out.push_back(std::make_shared<redis::Link>(loops.at(i).executor(), address));
  return out;
}

}  // namespace

Cluster::Redis::Redis(Loops& loops, chat::Service& chat, const Config& config, jobs::NodeId node)
    : address(redis::parse_url(config.redis.url)),
      commands(links(loops, address)),
      fanout(loops, address, config.redis.prefix, commands, chat),
      work(loops, address, config.redis.prefix, std::to_string(node), commands),
      buckets(loops, config.redis.prefix, commands),
      presence(loops, config.redis.prefix, std::to_string(node), commands) {}

void Cluster::Redis::start(Loops& loops, TurnQueue& queue) {
  for (const auto& link : commands)
    link->start([this, &link = *link] {
      redis::Buckets::load(link);
      redis::Presence::load(link);
      presence.came_up();
    });
  presence.start();
  fanout.start();
  const auto session = [](const redis::Work& taken) { return chat::session_of(chat::MessageId{taken.message}).value; };
  work.start(session, [&loops, &queue](redis::Work taken) {
    const auto since = metrics::Clock::now() - taken.age();
    const TurnJob job{{{taken.tenant}, {taken.contact}}, {taken.message}, taken.again, std::move(taken.entry), since};
    const auto key = chat::session_of(job.message).value;
    asio::post(loops.home(key).executor(), [&queue, key, job] { queue.submit(key, job); });
  });
}

Cluster::Cluster(Loops& loops, Stores& stores, chat::Service& chat, TurnQueue& queue, const Config& config)
    : loops_(loops), stores_(stores), chat_(chat), queue_(queue), nodes_(*stores.database) {
  const auto name = fmt::format("{}:{}", host_name(), config.http.port);
  const auto node = run_to_end(loops_, membership_.join(name));
  stores_.turns.work_as(node);
  if (!config.redis.url.empty()) {
    redis_.emplace(loops_, chat_, config, node);
    redis_->start(loops_, queue_);
    chat_.tell_others(redis_->fanout);
  }
  spawn(loops_.at(0), "keep_alive", membership_.keep_alive());
  spawn(loops_.at(0), "take_up_work", take_up_work());
  for (std::size_t i = 0; i < loops_.size(); ++i) spawn(loops_.at(i), "look", look_for_unheard(loops_.at(i)));
}

Dispatch Cluster::dispatch() {
  if (!redis_) return {};
  const auto here = [this](TurnJob job) { queue_.submit(chat::session_of(job.message).value, std::move(job)); };
  const auto submit = [this, here](TurnJob job) {
    redis_->work.add(loops_.home(chat::session_of(job.message).value),
                     {job.caller.tenant.value, job.caller.contact.value, job.message.value},
                     [here, job] { here(job); });
  };
  return {submit, [this](const TurnJob& job) {
            if (!job.entry.empty()) redis_->work.done(job.entry);
          }};
}

std::chrono::milliseconds Cluster::look_every() const {
  return redis_ && redis_->fanout.is_up() ? kLookEvery : kLookAloneEvery;
}

void Cluster::share(gateway::Limits& limits) {
  if (redis_) limits.share(redis_->buckets, redis_->presence);
}

void Cluster::close() {
  if (redis_) redis_->work.close();
}

void Cluster::leave() {
  std::promise<void> left;
  asio::co_spawn(loops_.at(0).executor(), membership_.leave(), [&](std::exception_ptr, bool) { left.set_value(); });
  left.get_future().wait();
}

Task<> Cluster::take_up_work() {
  for (Timer timer(loops_.at(0).executor());;) {
    timer.expires_after(look_every());
    co_await timer.async_wait(use_task);
    try {
      resume(loops_, queue_, co_await stores_.turns.unanswered(kUntouchedForMs, kMaxTakenUp));
    } catch (const Fault& e) {
      log::warn("work_not_looked_for", {{"what", e.what()}});
    }
  }
}

Task<> Cluster::look_for_unheard(Loop& loop) {
  for (Timer timer(loop.executor());;) {
    timer.expires_after(look_every());
    co_await timer.async_wait(use_task);
    try {
      co_await chat_.find_unheard(loop);
    } catch (const Fault& e) {
      log::warn("unheard_not_looked_for", {{"what", e.what()}});
    }
  }
}

}  // namespace parlance::app
