#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace parlance {

inline constexpr std::size_t kMaxParts = 16;               // of one form
inline constexpr std::size_t kMaxPartHeadBytes = 4 << 10;  // a part's header fields

// One field of a form, its body as it was sent. The view is into the form's text.
struct FormPart {
  std::string name;
  std::string filename;      // as the client says it; never a path to write to. Empty: not a file.
  std::string content_type;  // in lower case, without parameters; empty: not said
  std::string_view body;
};

// Reads multipart/form-data (RFC 7578, RFC 2046 5.1). `content_type` is the request's header with its boundary.
// kBadForm with what is wrong with it.
Result<std::vector<FormPart>> parse_form(std::string_view content_type, std::string_view text);

inline constexpr ErrorCode kBadForm{"bad_form"};

}  // namespace parlance
