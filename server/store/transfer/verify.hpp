#pragma once
#include "store/transfer/target.hpp"

namespace parlance::store::transfer {

// Returns how many rows there are. Throws what says which one is not the same in both.
std::int64_t verify(const Table& table, SourceRows& source, TargetRows& target);

}  // namespace parlance::store::transfer
