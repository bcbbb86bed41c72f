#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parlance {

// Checks UTF-8 piece by piece (RFC 3629: no overlong forms, surrogates or values above U+10FFFF), as a fragmented
// WebSocket message needs: a fault is known at the byte that makes it one.
class Utf8Checker {
 public:
  // False from the first byte that cannot be part of valid UTF-8.
  bool feed(std::string_view bytes);
  // True between characters: false after a cut-off one.
  bool complete() const { return needed_ == 0; }

 private:
  bool lead(unsigned char byte);

  std::uint8_t needed_ = 0;
  unsigned char low_ = 0x80, high_ = 0xBF;  // range of the next continuation byte
};

bool is_utf8(std::string_view text);

// Without leading and trailing white space (Unicode's White_Space, zero-width spaces too). `text` must be UTF-8.
std::string_view trim(std::string_view text);

// Without the byte order mark that some editors write before a file's text.
std::string_view without_mark(std::string_view text);

// Number of Unicode code points. `text` must be UTF-8.
std::size_t code_points(std::string_view text);

// At most `max_bytes` of `text`, cut between characters.
std::string_view clip(std::string_view text, std::size_t max_bytes);

}  // namespace parlance
