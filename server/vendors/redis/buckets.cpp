#include "vendors/redis/buckets.hpp"

#include "base/crypto/encoding.hpp"
#include "base/crypto/hash.hpp"

namespace parlance::redis {
namespace {

// KEYS: the buckets; ARGV: of each its burst and its tokens per millisecond. All are looked at before any is taken
// from.
constexpr std::string_view kScript = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local left = {}
for i, key in ipairs(KEYS) do
  local burst, rate = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local known = redis.call('HMGET', key, 'tokens', 'at')
  local tokens = burst
  if known[1] then tokens = math.min(burst, tonumber(known[1]) + (now - tonumber(known[2])) * rate) end
  if tokens < 1 then return {i, math.ceil((1 - tokens) / rate)} end
  left[i] = tokens - 1
end
for i, key in ipairs(KEYS) do
  redis.call('HSET', key, 'tokens', tostring(left[i]), 'at', now)
  redis.call('PEXPIRE', key, math.ceil(tonumber(ARGV[2 * i - 1]) / tonumber(ARGV[2 * i])) + 1000)
end
return {0, 0}
)";

const std::string& script_id() {
  static const std::string id = crypto::hex(crypto::sha1(kScript));  // as Redis names it
  return id;
}

std::optional<jobs::Taken> taken_of(const redisReply* reply) {
  if (!reply || reply->type != REDIS_REPLY_ARRAY || reply->elements != 2) return std::nullopt;
  const auto refused = reply->element[0]->integer;
  return jobs::Taken{refused > 0 ? static_cast<std::size_t>(refused - 1) : 0, reply->element[1]->integer};
}

}  // namespace

void Buckets::load(Link& link) { link.send({"SCRIPT", "LOAD", std::string(kScript)}); }

Task<std::optional<jobs::Taken>> Buckets::take(std::vector<jobs::Bucket> buckets) {
  std::vector<std::string> words{"EVALSHA", script_id(), std::to_string(buckets.size())};
  for (const auto& bucket : buckets) words.push_back(prefix_ + "limit:" + bucket.key);
  for (const auto& bucket : buckets) {
    words.push_back(std::to_string(bucket.rate.burst));
    words.push_back(std::to_string(static_cast<double>(bucket.rate.per_minute) / 60'000));
  }
  auto& link = *commands_[loops_.current()->index()];
  co_return co_await asio::async_initiate<decltype(use_task), void(std::optional<jobs::Taken>)>(
      [&link](auto handler, std::vector<std::string> said) {
        link.send(std::move(said), [&link, h = std::move(handler)](const redisReply* reply) mutable {
          if (reply && reply->type == REDIS_REPLY_ERROR) load(link);  // Redis was emptied
          std::move(h)(taken_of(reply));
        });
      },
      use_task, std::move(words));
}

}  // namespace parlance::redis
