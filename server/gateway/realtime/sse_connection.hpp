#pragma once
#include "gateway/realtime/live.hpp"

namespace parlance::gateway {

// One server-sent event stream (WHATWG HTML, 9.2); durable events have their revision as id.
class SseConnection final : public Live {
 public:
  using Live::Live;
  void on_second(std::int64_t steady_s) override;
  void on_shutdown(std::uint32_t) override { end(0, ""); }
  void on_bytes(std::span<char>) override {}  // a client has nothing to say here

 protected:
  void put(std::string_view json, std::int64_t revision) override;
  std::string form(const chat::Message& message) override;
  void end(std::uint16_t code, std::string_view reason) override;

 private:
  std::int64_t wrote_s_ = 0;
};

}  // namespace parlance::gateway
