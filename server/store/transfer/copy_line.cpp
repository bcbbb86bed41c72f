#include "store/transfer/copy_line.hpp"

#include <fmt/format.h>

#include <iterator>

namespace parlance::store::transfer {
namespace {

void append_text(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
}

void append_value(std::string& out, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    fmt::format_to(std::back_inserter(out), "{}", *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    append_text(out, *text);
  } else if (const auto* blob = std::get_if<Blob>(&value)) {
    out += "\\\\x";
    for (const char c : blob->bytes) fmt::format_to(std::back_inserter(out), "{:02x}", static_cast<unsigned char>(c));
  } else {
    out += "\\N";
  }
}

}  // namespace

void append_copy_line(std::string& out, const std::vector<Value>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += '\t';
    append_value(out, row[i]);
  }
  out += '\n';
}

}  // namespace parlance::store::transfer
