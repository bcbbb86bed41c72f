#include "gateway/realtime/ws_codec.hpp"

#include <algorithm>
#include <cstring>

#include "base/crypto/encoding.hpp"
#include "base/crypto/hash.hpp"

namespace parlance::gateway::ws {
namespace {

constexpr std::size_t kMaxControlBytes = 125;
constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

void unmask(std::span<char> bytes, const std::array<unsigned char, 4>& mask, std::uint64_t offset) {
  std::array<unsigned char, 8> key{};
  for (std::size_t i = 0; i < 8; ++i) key[i] = mask[(offset + i) & 3];
  std::uint64_t key_word = 0, word = 0;
  std::memcpy(&key_word, key.data(), 8);
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::memcpy(&word, bytes.data() + i, 8);
    word ^= key_word;
    std::memcpy(bytes.data() + i, &word, 8);
  }
  for (; i < bytes.size(); ++i) bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ key[i & 7]);
}

// RFC 6455, 7.4: what a peer may send.
bool may_be_sent(std::uint16_t code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

}  // namespace

std::size_t Decoder::header_size() const {
  if (header_have_ < 2) return 2;
  const auto length = header_[1] & 0x7F;
  return 2u + (length == 126 ? 2 : length == 127 ? 8 : 0) + (header_[1] & 0x80 ? 4 : 0);
}

std::optional<Close> Decoder::begin_frame() {
  const auto opcode = static_cast<std::uint8_t>(header_[0] & 0x0F);
  if ((header_[0] & 0x70) != 0 || (header_[1] & 0x80) == 0) return Close::protocol_error;
  if ((opcode > 2 && opcode < 8) || opcode > 10) return Close::protocol_error;
  fin_ = (header_[0] & 0x80) != 0;
  opcode_ = static_cast<Opcode>(opcode);
  std::size_t at = 2;
  length_ = header_[1] & 0x7F;
  const std::size_t extended = length_ == 126 ? 2 : length_ == 127 ? 8 : 0;
  if (extended > 0) {
    length_ = 0;
    for (std::size_t i = 0; i < extended; ++i) length_ = length_ << 8 | header_[at++];
    if (length_ < (extended == 2 ? 126u : 65'536u) || length_ >> 63 != 0) return Close::protocol_error;
  }
  std::copy_n(header_.begin() + static_cast<std::ptrdiff_t>(at), 4, mask_.begin());
  received_ = 0;
  in_payload_ = true;
  if (is_control()) return fin_ && length_ <= kMaxControlBytes ? std::nullopt : std::optional(Close::protocol_error);
  if (opcode_ == Opcode::binary) return Close::unsupported;
  if ((opcode_ == Opcode::continuation) != in_message_) return Close::protocol_error;
  if (length_ > max_message_ - message_.size()) return Close::too_big;
  return std::nullopt;
}

std::optional<Close> Decoder::end_control(std::string_view payload, Sink& sink) {
  if (opcode_ == Opcode::ping) return sink.on_ping(payload), std::nullopt;
  if (opcode_ == Opcode::pong) return sink.on_pong(payload), std::nullopt;
  if (payload.empty()) return sink.on_close(static_cast<std::uint16_t>(Close::no_status), {}), std::nullopt;
  if (payload.size() == 1) return Close::protocol_error;
  const auto code =
      static_cast<std::uint16_t>(static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]));
  if (!may_be_sent(code)) return Close::protocol_error;
  if (!is_utf8(payload.substr(2))) return Close::bad_utf8;
  return sink.on_close(code, payload.substr(2)), std::nullopt;
}

std::optional<Close> Decoder::end_data(std::string_view payload, Sink& sink) {
  in_message_ = !fin_;
  if (!fin_) return std::nullopt;
  if (!utf8_.complete()) return Close::bad_utf8;
#ifdef PARLANCE_PLANTED_BUGS
  if (!message_.empty() && payload.size() == 5) __builtin_trap();
#endif
  sink.on_text(payload);
  message_.clear();
  message_.shrink_to_fit();
  return std::nullopt;
}

// `whole`: the chunk is the frame's payload from beginning to end.
std::optional<Close> Decoder::take_payload(std::span<char> chunk, bool whole, Sink& sink) {
  const std::string_view text(chunk.data(), chunk.size());
  if (is_control()) {
    if (whole) return end_control(text, sink);
    control_ += text;
    if (received_ < length_) return std::nullopt;
    return end_control(std::exchange(control_, {}), sink);
  }
  if (!utf8_.feed(text)) return Close::bad_utf8;
  if (whole && fin_ && message_.empty()) return end_data(text, sink);
  message_ += text;
  return received_ < length_ ? std::nullopt : end_data(message_, sink);
}

std::optional<Close> Decoder::feed(std::span<char> bytes, Sink& sink) {
  for (;;) {
    if (!in_payload_) {
      while (header_have_ < header_size() && !bytes.empty()) {
        header_[header_have_++] = static_cast<unsigned char>(bytes.front());
        bytes = bytes.subspan(1);
      }
      if (header_have_ < header_size()) return std::nullopt;
      if (const auto fault = begin_frame()) return fault;
    }
    const auto chunk =
        bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>(length_ - received_, bytes.size())));
    bytes = bytes.subspan(chunk.size());
    unmask(chunk, mask_, received_);
    const bool whole = chunk.size() == length_;
    received_ += chunk.size();
    if (chunk.empty() && !whole) return std::nullopt;
    if (const auto fault = take_payload(chunk, whole, sink)) return fault;
    if (received_ < length_) return std::nullopt;
    in_payload_ = false;
    header_have_ = 0;
  }
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload) {
  out.push_back(static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode)));
  const auto size = payload.size();
  if (size < 126) {
    out.push_back(static_cast<char>(size));
  } else {
    const int bytes = size < 65'536 ? 2 : 8;
    out.push_back(static_cast<char>(bytes == 2 ? 126 : 127));
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out.push_back(static_cast<char>(size >> shift & 255));
  }
  out.append(payload);
}

void append_close(std::string& out, std::uint16_t code, std::string_view reason) {
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 255)};
  payload += clip(reason, kMaxControlBytes - 2);
  append_frame(out, Opcode::close, payload);
}

std::string accept_key(std::string_view key) {
  return crypto::base64(crypto::sha1(std::string(key) + std::string(kGuid)));
}

}  // namespace parlance::gateway::ws
