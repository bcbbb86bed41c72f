#pragma once
#include <list>

#include "gateway/realtime/frames.hpp"
#include "gateway/realtime/live.hpp"
#include "gateway/realtime/ws_codec.hpp"

namespace parlance::gateway {

inline constexpr std::size_t kMaxFrameBytes = 64 << 10;
inline constexpr std::int64_t kPingAfterS = 25, kDropAfterS = 60;  // of silence
inline constexpr int kMaxBadFrames = 10;                           // in a minute
inline constexpr std::size_t kMaxInbox = 256;  // frames read and not yet handled; then the client is too fast

// One WebSocket of the protocol. Frames are handled one after the other, so that what a client sends stays in its
// order.
class WsConnection final : public Live, public ws::Sink {
 public:
  WsConnection(Services& services, Loop& loop, std::shared_ptr<Wire> wire, crm::Verified who, chat::SessionId session,
               std::string address);

  void on_second(std::int64_t steady_s) override;
  void on_shutdown(std::uint32_t retry_after_ms) override;
  void on_bytes(std::span<char> bytes) override;

  void on_text(std::string_view message) override;
  void on_ping(std::string_view payload) override;
  void on_pong(std::string_view) override {}
  void on_close(std::uint16_t code, std::string_view reason) override;

 protected:
  void on_ready() override;
  void put(std::string_view json, std::int64_t revision) override;
  std::string form(const chat::Message& message) override;
  void end(std::uint16_t code, std::string_view reason) override;

 private:
  void begin_handling();
  Task<> handle_inbox();
  Task<> handle(const std::string& text);
  Task<> handle(MessageFrame frame);
  Task<> handle(AuthFrame frame);
  Task<> handle(ReadFrame frame);
  void refuse(const Error& error, const std::optional<Uuid>& client_id);
  void count_bad_frame();
  // Counts a frame; true: it was one too many, and the connection ends.
  bool is_too_fast();

  ws::Decoder decoder_{kMaxFrameBytes};
  struct Received {
    std::string text;
    metrics::Clock::time_point at;
  };
  std::list<Received> inbox_;  // a deque holds memory when it is empty
  bool ready_ = false, handling_ = false, closing_ = false;
  std::vector<Uuid> unacked_;  // of messages from this connection: they come back as `ack`
  std::int64_t heard_s_ = 0, pinged_s_ = 0, bad_since_s_ = 0;
  int bad_frames_ = 0;
  std::string address_;
  LocalBucket frames_;
};

}  // namespace parlance::gateway
