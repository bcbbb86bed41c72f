#include "store/measure.hpp"

#include <unordered_map>

namespace parlance::store {
namespace {

metrics::Family<metrics::Times> reads("parlance_database_read_seconds", "histogram", "Time of a read, by statement.",
                                      "statement");
metrics::Histogram commits("parlance_database_commit_seconds", "histogram", "Time of a commit.");
metrics::Counter sets_committed("parlance_database_sets_total", "counter", "Write sets committed.");
metrics::Counter failures("parlance_database_commit_failures_total", "counter", "Commits that failed.");

}  // namespace

metrics::Times& times_of(const Statement& statement) {
  thread_local std::unordered_map<const Statement*, metrics::Times*> known;
  auto& times = known[&statement];
  if (!times) times = &reads.at(statement.name);
  return *times;
}

void count_commit(std::size_t sets, metrics::Clock::time_point start) {
  commits->since(start);
  sets_committed->add(static_cast<std::int64_t>(sets));
}

void count_failed_commit() { failures->add(); }

}  // namespace parlance::store
