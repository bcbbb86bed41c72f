#include "ai/model/schema.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/json/lenient.hpp"
#include "base/utf8.hpp"

namespace parlance::ai::model {
namespace {

using boost::json::value;

// 5.0 is one too, for JSON Schema and for those who have but doubles.
bool is_integer(const value& v) {
  boost::json::error_code ec;
  if (v.is_number()) static_cast<void>(v.to_number<std::int64_t>(ec));
  return v.is_number() && !ec;
}

bool has_type(const value& v, std::string_view type) {
  if (type == "object") return v.is_object();
  if (type == "array") return v.is_array();
  if (type == "string") return v.is_string();
  if (type == "integer") return is_integer(v);
  if (type == "number") return v.is_number();
  if (type == "boolean") return v.is_bool();
  return type == "null" && v.is_null();
}

bool has_one_of_types(const value& v, const value& types) {
  if (types.is_string()) return has_type(v, types.get_string());
  return std::ranges::any_of(types.as_array(), [&](const value& type) { return has_type(v, type.as_string()); });
}

std::optional<std::string> fault_in_object(const value& schema, const boost::json::object& object,
                                           const std::string& where) {
  for (const auto& name : json::array_at(schema, {"required"}))
    if (!object.contains(name.as_string()))
      return fmt::format("{} lack `{}`", where, std::string_view(name.as_string()));
  for (const auto& [name, inner] : object) {
    const auto* known = json::at(schema, {"properties", name});
    if (!known) return fmt::format("{} have no `{}`", where, std::string_view(name));
    if (auto fault = fault_by_schema(*known, inner, fmt::format("`{}`", std::string_view(name)))) return fault;
  }
  return std::nullopt;
}

std::optional<std::string> fault_in_size(const value& schema, const value& v, const std::string& where) {
  const auto limit = [&](std::string_view name) {
    return json::at(schema, {name}) ? std::optional(json::number_at(schema, {name})) : std::nullopt;
  };
  if (v.is_string()) {
    const auto length = static_cast<std::int64_t>(code_points(v.get_string()));
    if (length < limit("minLength").value_or(0)) return fmt::format("{} is too short", where);
    if (length > limit("maxLength").value_or(length))
      return fmt::format("{} is over {} characters", where, *limit("maxLength"));
  }
  if (is_integer(v)) {
    const auto number = v.to_number<std::int64_t>();
    if (number < limit("minimum").value_or(number) || number > limit("maximum").value_or(number))
      return fmt::format("{} is out of range", where);
  }
  if (v.is_array() && static_cast<std::int64_t>(v.get_array().size()) > limit("maxItems").value_or(INT64_MAX))
    return fmt::format("{} has too many elements", where);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_by_schema(const value& schema, const value& v, const std::string& where) {
  if (const auto* types = json::at(schema, {"type"}); types && !has_one_of_types(v, *types))
    return fmt::format("{} must be of type {}", where, boost::json::serialize(*types));
  if (const auto* choices = json::at(schema, {"enum"});
      choices && std::ranges::find(choices->as_array(), v) == choices->as_array().end())
    return fmt::format("{} must be one of {}", where, boost::json::serialize(*choices));
  if (v.is_object()) return fault_in_object(schema, v.get_object(), where);
  if (const auto* items = json::at(schema, {"items"}); items && v.is_array())
    for (const auto& item : v.get_array())
      if (auto fault = fault_by_schema(*items, item, "an element of " + where)) return fault;
  return fault_in_size(schema, v, where);
}

}  // namespace parlance::ai::model
