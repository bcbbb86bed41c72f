#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "store/sqlite/connection.hpp"

namespace parlance::store::sqlite {

// Applies what of the migrations the file does not have, in order, each in a transaction of its own. Returns their
// names. Throws SqliteError; `std::runtime_error` where the file is newer than this binary or damaged.
std::vector<std::string> migrate(const Options& options);

}  // namespace parlance::store::sqlite
