#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/async/task.hpp"

namespace parlance::jobs {

// How many live connections somebody has.
struct Present {
  std::string who;
  std::int64_t connections = 0;
};

// Who is connected to which node, as all nodes know it. What a node told of itself holds as long as it lives.
class SharedPresence {
 public:
  virtual ~SharedPresence() = default;
  // One more, which makes `here` on this node: whether there are no more than `most` over all nodes with it, and it was
  // noted. Nothing: the others cannot be asked at the moment.
  virtual Task<std::optional<bool>> enter(std::string who, std::int64_t here, std::int64_t most) = 0;
  // One has gone, which leaves `here`.
  virtual void tell(std::string who, std::int64_t here) = 0;
  // Where all that this node has is to be had, whenever the others may have forgotten it. Before any use.
  virtual void tell_all_from(std::function<std::vector<Present>()> all) = 0;
};

}  // namespace parlance::jobs
