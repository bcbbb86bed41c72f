#include <fmt/format.h>

#include <iostream>

#include "app/commands.hpp"
#include "vendors/redis/dead_letters.hpp"

namespace parlance::app {
namespace {

redis::DeadLetters open(const Config& config) {
  if (config.redis.url.empty())
    throw std::runtime_error("without `redis.url` there are no dead letters: all work is in the database");
  return {redis::parse_url(config.redis.url), config.redis.prefix};
}

}  // namespace

int list_dead(const Config& config) {
  for (const auto& work : open(config).list())
    std::cout << fmt::format("{}\ttenant {}\tcontact {}\tmessage {}\n", work.entry, work.tenant, work.contact,
                             work.message);
  return 0;
}

int replay_dead(const Config& config, const std::string& entry) {
  const auto count = open(config).replay(entry);
  if (count == 0 && !entry.empty())
    throw std::runtime_error(fmt::format("there is no dead letter {}; `parlanced dead list` shows them", entry));
  std::cout << fmt::format("Put back {}.\n", count);
  return 0;
}

}  // namespace parlance::app
