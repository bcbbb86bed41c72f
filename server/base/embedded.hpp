#pragma once
#include <string_view>

namespace parlance::base {

// A text file compiled into the binary; a list of them ends with an empty name.
struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

}  // namespace parlance::base
