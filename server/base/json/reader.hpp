#pragma once
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace parlance::json {

using Value = boost::json::value;
using Object = boost::json::object;

// How deep arrays and objects may nest in a request.
inline constexpr std::size_t kMaxDepth = 16;
inline constexpr std::size_t kMaxFields = 16;  // that a reader of one object asks for

// Parses strict JSON: UTF-8, no lone surrogates, no duplicate keys' ambiguity (the last one counts), at most kMaxDepth
// deep.
Result<Value> parse(std::string_view text, boost::json::storage_ptr memory = {});
// The same, of which the top must be an object.
Result<Object> parse_object(std::string_view text, boost::json::storage_ptr memory = {});

// Takes an object's fields one by one and remembers the first fault; `finish` also refuses what was never asked for.
// A required field that is missing or null is a fault; an optional one gives nullopt.
class Fields {
 public:
  explicit Fields(const Object& object, std::string pointer = {}) : object_(object), pointer_(std::move(pointer)) {}

  std::string_view required_string(std::string_view name, std::size_t max_bytes);
  std::optional<std::string_view> string(std::string_view name, std::size_t max_bytes);
  std::int64_t required_integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t min, std::int64_t max);
  bool required_boolean(std::string_view name);
  // Any value; for what has a reader of its own.
  const Value* any(std::string_view name);

  void refuse(std::string_view name, std::string why);
  bool ok() const { return !error_; }
  // The fields' fault, or that of one which nobody asked for.
  Result<void> finish();

 private:
  const Value* take(std::string_view name);
  const Value* need(std::string_view name);

  const Object& object_;
  std::string pointer_;
  std::size_t taken_ = 0;
  std::array<std::string_view, kMaxFields> seen_{};  // names asked for and present
  std::optional<Error> error_;
};

}  // namespace parlance::json
