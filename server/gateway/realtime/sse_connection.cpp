#include "gateway/realtime/sse_connection.hpp"

#include "gateway/wire.hpp"

namespace parlance::gateway {
namespace {

constexpr std::int64_t kCommentAfterS = 25;  // keeps proxies from ending a quiet stream

}  // namespace

void SseConnection::put(std::string_view json, std::int64_t revision) {
  auto& out = wire_->out();
  if (revision > 0) out.append("id: ").append(std::to_string(revision)).append("\n");
  out.append("data: ").append(json).append("\n\n");
}

std::string SseConnection::form(const chat::Message& message) { return message_event(message); }

void SseConnection::end(std::uint16_t, std::string_view) {
  if (!closed_) wire_->close();
}

void SseConnection::on_second(std::int64_t now) {
  if (now_ms() >= who_.expires_at) return end(0, "");
  if (now - wrote_s_ < kCommentAfterS) return;
  wrote_s_ = now;
  wire_->out().append(":\n\n");
  sent_something();
}

}  // namespace parlance::gateway
