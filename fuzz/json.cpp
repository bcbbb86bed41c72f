#include "base/json/reader.hpp"
#include "base/json/writer.hpp"
#include "base/time.hpp"

namespace {

namespace json = parlance::json;

// What the writer writes, the reader reads back the same.
void round_trip(const json::Value& value) {
  if (!value.is_string()) return;
  std::string again;
  json::append_quoted(again, value.get_string());
  const auto read_back = json::parse(again);
  if (!read_back || *read_back != value) __builtin_trap();
}

// A body with every kind of field: it is taken whole, or a pointer says what is wrong.
void read_body(std::string_view text) {
  const auto object = json::parse_object(text);
  if (!object) return;
  json::Fields fields(*object, "/body");
  const auto name = fields.required_string("name", 8);
  const auto note = fields.string("note", 8);
  const auto count = fields.required_integer("count", 1, 9);
  const auto page = fields.integer("page", 1, 9);
  (void)fields.required_boolean("active");
  (void)fields.any("any");
  const auto done = fields.finish();
  if (!done && !done.error().pointer.starts_with("/body")) __builtin_trap();
  if (done && (name.size() > 8 || note.value_or("").size() > 8 || count < 1 || count > 9 || page.value_or(1) > 9))
    __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)parlance::parse_rfc3339(text);
  if (const auto value = json::parse(text)) round_trip(*value);
  read_body(text);
  std::string list;
  json::Writer out(list);
  out.open('[').string(text).integer(static_cast<std::int64_t>(size)).boolean(size > 1).null().time(0);
  out.open().key("k").raw("1").close().close(']');
  if (parlance::json::parse(text) && !json::parse(list)) __builtin_trap();
  return 0;
}
