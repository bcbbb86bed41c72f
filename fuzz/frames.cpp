#include "gateway/realtime/frames.hpp"

#include "base/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (parlance::is_utf8(text)) (void)parlance::gateway::parse_frame(text);
  return 0;
}
