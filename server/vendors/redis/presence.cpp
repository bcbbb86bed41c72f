#include "vendors/redis/presence.hpp"

#include "base/crypto/encoding.hpp"
#include "base/crypto/hash.hpp"

namespace parlance::redis {
namespace {

constexpr std::size_t kToldAtOnce = 500;  // customers in one command

// ARGV: this node, who, how many here, how many may be, the node's lease in seconds.
constexpr std::string_view kEnter = R"(
local time = redis.call('TIME')
local others = 0
for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1] .. 'nodes', time[1], '+inf')) do
  if node ~= ARGV[1] then others = others + tonumber(redis.call('HGET', KEYS[1] .. node, ARGV[2]) or '0') end
end
if others + tonumber(ARGV[3]) > tonumber(ARGV[4]) then return 0 end
redis.call('HSET', KEYS[1] .. ARGV[1], ARGV[2], ARGV[3])
redis.call('EXPIRE', KEYS[1] .. ARGV[1], ARGV[5])
return 1
)";

// ARGV: this node, its lease in seconds.
constexpr std::string_view kRenew = R"(
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1] .. 'nodes', time[1] + ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1] .. 'nodes', '-inf', '(' .. time[1])
return redis.call('EXPIRE', KEYS[1] .. ARGV[1], ARGV[2])
)";

const std::string& id_of(const std::string_view& script) {
  static const std::string enter = crypto::hex(crypto::sha1(kEnter)), renew = crypto::hex(crypto::sha1(kRenew));
  return &script == &kEnter ? enter : renew;
}

}  // namespace

void Presence::load(Link& link) {
  for (const auto script : {kEnter, kRenew}) link.send({"SCRIPT", "LOAD", std::string(script)});
}

void Presence::start() { spawn(loops_.at(0), "keep_presence", keep()); }

Task<std::optional<bool>> Presence::enter(std::string who, std::int64_t here, std::int64_t most) {
  std::vector<std::string> words{"EVALSHA",
                                 id_of(kEnter),
                                 "1",
                                 prefix_,
                                 node_,
                                 std::move(who),
                                 std::to_string(here),
                                 std::to_string(most),
                                 std::to_string(kLease.count())};
  auto& link = *commands_[loops_.current()->index()];
  co_return co_await asio::async_initiate<decltype(use_task), void(std::optional<bool>)>(
      [&link](auto handler, std::vector<std::string> said) {
        link.send(std::move(said), [&link, h = std::move(handler)](const redisReply* reply) mutable {
          if (reply && reply->type == REDIS_REPLY_ERROR) load(link);  // Redis was emptied
          const bool known = reply && reply->type == REDIS_REPLY_INTEGER;
          std::move(h)(known ? std::optional(reply->integer == 1) : std::nullopt);
        });
      },
      use_task, std::move(words));
}

void Presence::tell(std::string who, std::int64_t here) {
  const auto* loop = loops_.current();
  if (!loop) return;  // the server ends, and with it the lease
  auto& link = *commands_[loop->index()];
  if (here > 0)
    link.send({"HSET", prefix_ + node_, std::move(who), std::to_string(here)}), give_a_lease(link);
  else
    link.send({"HDEL", prefix_ + node_, std::move(who)});
}

void Presence::came_up() {
  forgotten_ = true;
  spawn(loops_.at(0), "renew_presence", renew());
}

Task<> Presence::keep() {
  Timer timer(loops_.at(0).executor());
  for (int round = 1;; ++round) {
    timer.expires_after(kRenewEvery);
    co_await timer.async_wait(use_task);
    if (round % kTellAllEvery == 0) forgotten_ = true;
    co_await renew();
  }
}

Task<> Presence::renew() {
  auto& link = *commands_[0];
  if (!link.is_up()) co_return;
  if (forgotten_.exchange(false)) co_await tell_all(link);
  link.send({"EVALSHA", id_of(kRenew), "1", prefix_, node_, std::to_string(kLease.count())},
            [this, &link](const redisReply* reply) {
              if (!reply || (reply->type == REDIS_REPLY_INTEGER && reply->integer == 1)) return;
              if (reply->type == REDIS_REPLY_ERROR) load(link);
              forgotten_ = true;  // Redis was emptied, or nobody is here
            });
}

// A key that is made must not outlast a node that is killed before it renews.
void Presence::give_a_lease(Link& link) { link.send({"EXPIRE", prefix_ + node_, std::to_string(kLease.count())}); }

// In pieces, between which others may use the loop.
Task<> Presence::tell_all(Link& link) {
  const auto all = all_ ? all_() : std::vector<jobs::Present>{};
  link.send({"DEL", prefix_ + node_});
  for (std::size_t from = 0; from < all.size(); from += kToldAtOnce) {
    std::vector<std::string> words{"HSET", prefix_ + node_};
    for (std::size_t i = from; i < std::min(all.size(), from + kToldAtOnce); ++i)
      words.push_back(all[i].who), words.push_back(std::to_string(all[i].connections));
    link.send(std::move(words));
    give_a_lease(link);
    co_await asio::post(loops_.at(0).executor(), use_task);
  }
}

}  // namespace parlance::redis
