#pragma once
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::ai::model {

// What is wrong with a value by a JSON Schema, in words for the model that made it; nothing: it is right. Knows what
// our own schemas use: type (one or several), properties, required, additionalProperties false, enum, minLength,
// maxLength, minimum, maximum, items, maxItems.
std::optional<std::string> fault_by_schema(const boost::json::value& schema, const boost::json::value& value,
                                           const std::string& where = "the arguments");

}  // namespace parlance::ai::model
