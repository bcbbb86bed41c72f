#pragma once
#include <boost/json/value.hpp>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

// For JSON of others, of which only some is known: what is missing or of another type reads as nothing.
namespace parlance::json {

inline constexpr std::size_t kMaxForeignDepth = 64;

std::optional<boost::json::value> parse_foreign(std::string_view text);

// The value at the end of a path of object keys; null: it is not there.
const boost::json::value* at(const boost::json::value& value, std::initializer_list<std::string_view> path);
// Empty where it is not there or no string.
std::string_view text_at(const boost::json::value& value, std::initializer_list<std::string_view> path);
// 0 where it is not there or no number.
std::int64_t number_at(const boost::json::value& value, std::initializer_list<std::string_view> path);
bool true_at(const boost::json::value& value, std::initializer_list<std::string_view> path);
// Its elements; none where it is not there or no array.
const boost::json::array& array_at(const boost::json::value& value, std::initializer_list<std::string_view> path);

}  // namespace parlance::json
