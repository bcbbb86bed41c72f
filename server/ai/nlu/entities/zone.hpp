#pragma once
#include <cstdint>
#include <string>

namespace parlance::ai::nlu {

// What a zone adds to UTC, in seconds. An unknown zone is UTC.
std::int64_t offset_at(const std::string& zone, std::int64_t unix_ms);
// By the wall clock: the time before it falls back counts as the earlier, a time left out as before the change.
std::int64_t offset_at_wall(const std::string& zone, std::int64_t wall_ms);

}  // namespace parlance::ai::nlu
