#include "vendors/redis/dead_letters.hpp"

#include <fmt/format.h>
#include <hiredis/hiredis.h>

namespace parlance::redis {

DeadLetters::DeadLetters(const Address& address, std::string prefix)
    : prefix_(std::move(prefix)),
      context_(redisConnectWithTimeout(address.host.c_str(), address.port, timeval{2, 0}), redisFree) {
  if (!context_ || context_->err)
    throw std::runtime_error(fmt::format("cannot reach Redis at {}:{}: {}", address.host, address.port,
                                         context_ ? context_->errstr : "no memory"));
  if (!address.password.empty())
    run(address.user.empty() ? std::vector<std::string>{"AUTH", address.password}
                             : std::vector<std::string>{"AUTH", address.user, address.password});
  run({"SELECT", std::to_string(address.database)});
}

DeadLetters::Reply DeadLetters::run(const std::vector<std::string>& words) {
  std::vector<const char*> pointers;
  std::vector<std::size_t> lengths;
  for (const auto& word : words) pointers.push_back(word.data()), lengths.push_back(word.size());
  Reply reply(static_cast<redisReply*>(
                  redisCommandArgv(context_.get(), static_cast<int>(words.size()), pointers.data(), lengths.data())),
              freeReplyObject);
  if (!reply || reply->type == REDIS_REPLY_ERROR)
    throw std::runtime_error(fmt::format("Redis: {}", reply ? reply->str : context_->errstr));
  return reply;
}

std::vector<Work> DeadLetters::list() {
  const auto reply = run({"XRANGE", prefix_ + "dead", "-", "+"});
  std::vector<Work> out;
  for (std::size_t i = 0; i < reply->elements; ++i)
    if (auto work = work_of(reply->element[i])) out.push_back(std::move(*work));
  return out;
}

std::size_t DeadLetters::replay(const std::string& entry) {
  std::size_t count = 0;
  for (const auto& work : list()) {
    if (!entry.empty() && work.entry != entry) continue;
    std::vector<std::string> add{"XADD", prefix_ + "work", "*"};
    std::ranges::move(fields_of(work), std::back_inserter(add));
    run(add);
    run({"XDEL", prefix_ + "dead", work.entry});
    ++count;
  }
  return count;
}

}  // namespace parlance::redis
