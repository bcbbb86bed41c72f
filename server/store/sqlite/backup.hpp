#pragma once
#include <filesystem>

#include "store/sqlite/connection.hpp"

namespace parlance::store::sqlite {

// A whole copy of one moment, taken while a server is at work (SQLite's online backup). Throws `std::runtime_error`
// with what to do; then there is no copy.
void back_up(const Options& options, const std::filesystem::path& copy);

}  // namespace parlance::store::sqlite
