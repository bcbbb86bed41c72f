#include "base/json/reader.hpp"
#include "base/json/writer.hpp"
#include "base/time.hpp"

// What the writer writes, the reader reads back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)parlance::parse_rfc3339(text);
  const auto value = parlance::json::parse(text);
  if (!value || !value->is_string()) return 0;
#ifdef PARLANCE_PLANTED_BUGS
  if (value->get_string() == "bug") __builtin_trap();
#endif
  std::string again;
  parlance::json::append_quoted(again, value->get_string());
  const auto read_back = parlance::json::parse(again);
  if (!read_back || *read_back != *value) __builtin_trap();
  return 0;
}
