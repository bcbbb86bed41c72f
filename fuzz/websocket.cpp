#include <string>

#include "gateway/realtime/ws_codec.hpp"

namespace {

namespace ws = parlance::gateway::ws;

struct Recorder : parlance::gateway::ws::Sink {
  std::string seen;
  void on_text(std::string_view m) override { (seen += 't') += m; }
  void on_ping(std::string_view p) override { (seen += 'p') += p; }
  void on_pong(std::string_view p) override { (seen += 'o') += p; }
  void on_close(std::uint16_t c, std::string_view r) override { (seen += std::to_string(c)) += r; }
};

std::string decode(std::string bytes, std::size_t piece) {
  Recorder recorder;
  parlance::gateway::ws::Decoder decoder(4096);
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    const std::span<char> rest(bytes.data() + at, std::min(piece, bytes.size() - at));
    if (const auto fault = decoder.feed(rest, recorder))
      return recorder.seen + "!" + std::to_string(static_cast<int>(*fault));
  }
  return recorder.seen;
}

// A frame's head says how long its payload is, and a close's reason is cut to what fits.
void encode(std::string_view text) {
  std::string out;
  ws::append_frame(out, ws::Opcode::text, text);
  const std::size_t head = text.size() < 126 ? 2 : text.size() < 65'536 ? 4 : 10;
  if (out.size() != head + text.size() || !out.ends_with(text)) __builtin_trap();
  out.clear();
  ws::append_close(out, 1000, parlance::is_utf8(text) ? text : "");
  if (out.size() > 2 + 125 || !parlance::is_utf8(std::string_view(out).substr(4))) __builtin_trap();
  if (ws::accept_key(text.substr(0, 24)).size() != 28) __builtin_trap();
}

}  // namespace

// However the bytes are cut, they mean the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (decode(bytes, bytes.size() + 1) != decode(bytes, 1) || decode(bytes, 3) != decode(bytes, 1)) __builtin_trap();
  encode(bytes);
  if (bytes.starts_with("long")) encode(std::string(70'000, 'x'));
  return 0;
}
