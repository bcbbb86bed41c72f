#pragma once
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace parlance::json {

void append_quoted(std::string& out, std::string_view text);

// Appends JSON to a string the caller owns, without building a tree. Commas are its own affair; nesting is the
// caller's.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  Writer& open(char bracket = '{') {
    comma();
    out_.push_back(bracket);
    first_ = true;
    return *this;
  }
  Writer& close(char bracket = '}') {
    out_.push_back(bracket);
    first_ = false;
    return *this;
  }
  Writer& key(std::string_view name) {
    comma();
    append_quoted(out_, name);
    out_.push_back(':');
    first_ = true;
    return *this;
  }
  Writer& string(std::string_view text) {
    comma();
    append_quoted(out_, text);
    return *this;
  }
  Writer& integer(std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return raw({digits, end});
  }
  Writer& boolean(bool value) { return raw(value ? "true" : "false"); }
  Writer& null() { return raw("null"); }
  // `text` must be JSON already.
  Writer& raw(std::string_view text) {
    comma();
    out_.append(text);
    return *this;
  }
  Writer& time(UnixMs t) {
    comma();
    out_.push_back('"');
    append_rfc3339(out_, t);
    out_.push_back('"');
    return *this;
  }

 private:
  void comma() {
    if (!first_) out_.push_back(',');
    first_ = false;
  }

  std::string& out_;
  bool first_ = true;
};

}  // namespace parlance::json
