#include "jobs/pause.hpp"

#include <algorithm>
#include <random>

namespace parlance::jobs {

std::chrono::milliseconds pause(int failures, std::int64_t first_ms, std::int64_t max_ms) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const std::int64_t whole = std::min(max_ms, first_ms << std::min(failures, 20));
  return std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(whole / 2, whole)(random));
}

}  // namespace parlance::jobs
