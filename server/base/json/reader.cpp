#include "base/json/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <cassert>
#include <span>

namespace parlance::json {
namespace {

// RFC 6901 escapes.
std::string escape_pointer(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out.push_back(c);
  }
  return out;
}

}  // namespace

Result<Value> parse(std::string_view text, boost::json::storage_ptr memory) {
  boost::json::error_code ec;
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  auto value = boost::json::parse(text, ec, std::move(memory), options);
  if (ec) return fail(kInvalidJson, fmt::format("The text is not valid JSON in UTF-8: {}.", ec.message()));
  return value;
}

Result<Object> parse_object(std::string_view text, boost::json::storage_ptr memory) {
  auto value = parse(text, std::move(memory));
  if (!value) return std::unexpected(std::move(value.error()));
  if (!value->is_object()) return fail(kInvalidJson, "The text must be one JSON object.");
  return std::move(value->get_object());
}

const Value* Fields::take(std::string_view name) {
  const auto* value = object_.if_contains(name);
  if (!value) return nullptr;
  assert(taken_ < kMaxFields);
  seen_[taken_++] = name;
  return value->is_null() ? nullptr : value;
}

const Value* Fields::need(std::string_view name) {
  const auto* value = take(name);
  if (!value) refuse(name, "is required");
  return value;
}

void Fields::refuse(std::string_view name, std::string why) {
  if (!error_) error_ = Error{kInvalidField, fmt::format("`{}` {}.", name, why), pointer_ + "/" + escape_pointer(name)};
}

std::optional<std::string_view> Fields::string(std::string_view name, std::size_t max_bytes) {
  const auto* value = take(name);
  if (!value) return std::nullopt;
  if (!value->is_string()) return refuse(name, "must be a string"), std::nullopt;
  const std::string_view text = value->get_string();
  if (text.size() > max_bytes)
    return refuse(name, fmt::format("must have at most {} bytes, and has {}", max_bytes, text.size())), std::nullopt;
  if (text.find('\0') != text.npos) return refuse(name, "must not contain U+0000"), std::nullopt;
  return text;
}

std::string_view Fields::required_string(std::string_view name, std::size_t max_bytes) {
  if (!object_.contains(name) || object_.at(name).is_null()) return need(name), std::string_view{};
  return string(name, max_bytes).value_or(std::string_view{});
}

std::optional<std::int64_t> Fields::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  const auto* value = take(name);
  if (!value) return std::nullopt;
#ifdef PARLANCE_PLANTED_BUGS
  if (value->is_int64() && value->get_int64() < 0) __builtin_trap();
#endif
  const bool fits = value->is_int64() && value->get_int64() >= min && value->get_int64() <= max;
  if (!fits) return refuse(name, fmt::format("must be an integer from {} to {}", min, max)), std::nullopt;
  return value->get_int64();
}

std::int64_t Fields::required_integer(std::string_view name, std::int64_t min, std::int64_t max) {
  if (!object_.contains(name) || object_.at(name).is_null()) return need(name), min;
  return integer(name, min, max).value_or(min);
}

bool Fields::required_boolean(std::string_view name) {
  const auto* value = need(name);
  if (!value) return false;
  if (!value->is_bool()) return refuse(name, "must be true or false"), false;
  return value->get_bool();
}

const Value* Fields::any(std::string_view name) { return take(name); }

Result<void> Fields::finish() {
  if (error_) return std::unexpected(std::move(*error_));
  if (taken_ == object_.size()) return {};
  const auto seen = std::span(seen_).first(taken_);
  const auto unknown = std::ranges::find_if(
      object_, [&](const auto& field) { return std::ranges::find(seen, std::string_view(field.key())) == seen.end(); });
  return fail(kUnknownField, "The request has a field that this call does not know; remove it.",
              pointer_ + "/" + escape_pointer(unknown->key()));
}

}  // namespace parlance::json
