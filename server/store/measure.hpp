#pragma once
#include "base/metrics.hpp"
#include "store/statement.hpp"

namespace parlance::store {

// How long reading took, by the statement's name.
metrics::Times& times_of(const Statement& statement);
// A commit: how many sets it had, and how long it took.
void count_commit(std::size_t sets, metrics::Clock::time_point start);
void count_failed_commit();

}  // namespace parlance::store
