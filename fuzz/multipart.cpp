#include "base/multipart.hpp"

// The first line is the header, the rest the body. Every part lies within the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto end = std::min(text.find('\n'), text.size());
  const auto body = text.substr(std::min(end + 1, text.size()));
  const auto parts = parlance::parse_form(text.substr(0, end), body);
  if (!parts) return 0;
  for (const auto& part : *parts)
    if (part.name.empty() || part.body.data() < body.data() ||
        part.body.data() + part.body.size() > body.data() + body.size())
      __builtin_trap();
  return 0;
}
