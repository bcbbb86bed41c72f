#pragma once
#include <chrono>
#include <cstdint>

namespace parlance::jobs {

// How long to wait before trying again after `failures` failures (0 for the first): doubling up to `max_ms`, then
// between half of that and all of it by chance, so that those who failed together do not come back together.
std::chrono::milliseconds pause(int failures, std::int64_t first_ms, std::int64_t max_ms);

}  // namespace parlance::jobs
