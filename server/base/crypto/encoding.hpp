#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace parlance::crypto {

// RFC 4648 section 5, without padding. Decoding refuses padding, other alphabets and stray bits.
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);
// RFC 4648 section 4, padded.
std::string base64(std::string_view bytes);
std::string hex(std::string_view bytes);

}  // namespace parlance::crypto
