#pragma once
#include <filesystem>
#include <functional>
#include <string>

namespace parlance::store::transfer {

struct Progress {
  std::string_view table;
  std::int64_t rows;
  bool verified;  // false: only copied so far
};

// Moves all that the file holds into the PostgreSQL at `url`, both brought up to date before. The caller sees to it
// that no server works on the file; other writers wait. Blocks; throws `std::runtime_error` with what to do, and then
// the target has no tenant.
void transfer(const std::filesystem::path& file, const std::string& url,
              const std::function<void(const Progress&)>& tell);

}  // namespace parlance::store::transfer
