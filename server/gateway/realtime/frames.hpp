#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/error.hpp"
#include "base/uuid.hpp"

namespace parlance::gateway {

// What a client may send over the WebSocket.
struct MessageFrame {
  Uuid client_id;
  std::string message_text;  // trimmed and within its limits
};
struct TypingFrame {
  bool active;
};
struct ReadFrame {
  std::int64_t seq;
};
struct AuthFrame {
  std::string token;
};
struct PingFrame {};
using Frame = std::variant<MessageFrame, TypingFrame, ReadFrame, AuthFrame, PingFrame>;

struct BadFrame {
  Error error;
  std::optional<Uuid> client_id;  // of the message that was meant, where it can be read
};

// `text` must be UTF-8.
std::expected<Frame, BadFrame> parse_frame(std::string_view text);

}  // namespace parlance::gateway
