#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/utf8.hpp"

// RFC 6455's frames, the server's side, without any I/O.
namespace parlance::gateway::ws {

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

enum class Close : std::uint16_t {
  normal = 1000,
  going_away = 1001,
  protocol_error = 1002,
  unsupported = 1003,
  no_status = 1005,
  bad_utf8 = 1007,
  policy = 1008,
  too_big = 1009
};

// What the decoder tells. The views are into its input or its own memory, until the call returns.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void on_text(std::string_view message) = 0;
  virtual void on_ping(std::string_view payload) = 0;
  virtual void on_pong(std::string_view payload) = 0;
  // The peer closes; `code` is no_status where it gave none.
  virtual void on_close(std::uint16_t code, std::string_view reason) = 0;
};

// Takes a client's bytes as they come, in pieces of any size. Between messages it holds no memory beyond itself.
class Decoder {
 public:
  explicit Decoder(std::size_t max_message_bytes) : max_message_(max_message_bytes) {}

  // Unmasks `bytes` in place. A code: the connection must be closed with it, and nothing more be fed.
  std::optional<Close> feed(std::span<char> bytes, Sink& sink);

 private:
  std::size_t header_size() const;
  std::optional<Close> begin_frame();
  std::optional<Close> take_payload(std::span<char> chunk, bool whole, Sink& sink);
  std::optional<Close> end_control(std::string_view payload, Sink& sink);
  std::optional<Close> end_data(std::string_view payload, Sink& sink);
  bool is_control() const { return static_cast<std::uint8_t>(opcode_) >= 8; }

  std::size_t max_message_;
  std::array<unsigned char, 14> header_{};
  std::uint8_t header_have_ = 0;
  bool in_payload_ = false, fin_ = false, in_message_ = false;
  Opcode opcode_ = Opcode::text;
  std::array<unsigned char, 4> mask_{};
  std::uint64_t length_ = 0, received_ = 0;
  Utf8Checker utf8_;
  std::string message_;  // of a message in pieces
  std::string control_;  // of a control frame in pieces
};

// Appends one whole, unmasked frame.
void append_frame(std::string& out, Opcode opcode, std::string_view payload);
// A close frame; the reason is clipped to what fits (123 bytes).
void append_close(std::string& out, std::uint16_t code, std::string_view reason);

// The value of Sec-WebSocket-Accept.
std::string accept_key(std::string_view key);

}  // namespace parlance::gateway::ws
