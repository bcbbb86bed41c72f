#include <fmt/format.h>

#include "base/utf8.hpp"
#include "chat/types.hpp"

namespace parlance::chat {

Result<std::string> check_text(std::string_view text) {
  const auto trimmed = trim(text);
  if (trimmed.empty()) return fail(kInvalidField, "`message_text` is empty; write something.", "/message_text");
  if (trimmed.size() > kMaxMessageBytes)
    return fail(kInvalidField,
                fmt::format("`message_text` has {} bytes; at most {} are taken. Send it in parts.", trimmed.size(),
                            kMaxMessageBytes),
                "/message_text");
  if (trimmed.find('\0') != trimmed.npos)
    return fail(kInvalidField, "`message_text` must not contain U+0000.", "/message_text");
  return std::string(trimmed);
}

}  // namespace parlance::chat
