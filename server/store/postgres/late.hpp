#pragma once
#include <chrono>
#include <utility>

namespace parlance::store::postgres {

// Takes out of a queue what was asked longer than `age` ago.
template <class Batch>
Batch take_late(Batch& queue, std::chrono::milliseconds age) {
  const auto oldest = std::chrono::steady_clock::now() - age;
  Batch late, rest;
  for (auto& pending : queue) (pending->asked < oldest ? late : rest).push_back(std::move(pending));
  queue = std::move(rest);
  return late;
}

}  // namespace parlance::store::postgres
