#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/async/task.hpp"

namespace parlance::jobs {

// So many at once, and then so many a minute: a token bucket.
struct Rate {
  std::int64_t burst = 0, per_minute = 0;
};

struct Bucket {
  std::string key;
  Rate rate;
};

// Whether one may be taken from each of some buckets.
struct Taken {
  std::size_t refused_by = 0;  // its place among them
  std::int64_t wait_ms = 0;    // until it may; 0: one was taken from each
};

// Buckets that all nodes share.
class SharedBuckets {
 public:
  virtual ~SharedBuckets() = default;
  // Takes from all or from none. Nothing: they cannot be reached at the moment.
  virtual Task<std::optional<Taken>> take(std::vector<Bucket> buckets) = 0;
};

}  // namespace parlance::jobs
