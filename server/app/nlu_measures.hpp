#pragma once
#include <span>
#include <string>
#include <string_view>

namespace parlance::app {

struct Measured {
  std::string got;
  double confidence = 0;
};

// Something that the engine says of a message, to be held against what a row says under `name`.
struct Measure {
  std::string_view name;
  Measured (*take)(std::string_view text);
};

std::span<const Measure> measures();

}  // namespace parlance::app
