#pragma once
#include <cstddef>
#include <string_view>

namespace parlance::ai {

struct Span {
  std::size_t begin = 0, end = 0;  // both 0: none
};

// The password, PIN or code that the word at `at` names ("my password is …", "PIN 1234"), or that stands at `at` and is
// named behind it ("…, that's my new password"). What only tells of one ("my PIN is wrong") is none.
Span named_secret(std::string_view text, std::size_t at);

}  // namespace parlance::ai
