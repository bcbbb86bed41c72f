#pragma once
#include <string>
#include <vector>

#include "store/sqlite/connection.hpp"

namespace parlance::store::sqlite {

// All of these throw SqliteError; `std::runtime_error` where the file is newer than this binary, or damaged.

// True where the file has every migration.
bool is_current(const Options& options);
// Looks through a file of up to 64 MiB.
void refuse_damaged(const Options& options);
// Applies what the file does not have, in order, each migration in a transaction of its own. Returns their names.
std::vector<std::string> migrate(const Options& options);

}  // namespace parlance::store::sqlite
