#include "base/json/lenient.hpp"

#include <boost/json/parse.hpp>

namespace parlance::json {

std::optional<boost::json::value> parse_foreign(std::string_view text) {
  boost::json::error_code ec;
  boost::json::parse_options options;
  options.max_depth = kMaxForeignDepth;
  auto value = boost::json::parse(text, ec, {}, options);
  return ec ? std::nullopt : std::optional(std::move(value));
}

const boost::json::value* at(const boost::json::value& value, std::initializer_list<std::string_view> path) {
  const auto* here = &value;
  for (const auto name : path) {
    here = here->is_object() ? here->get_object().if_contains(name) : nullptr;
    if (!here) return nullptr;
  }
  return here;
}

std::string_view text_at(const boost::json::value& value, std::initializer_list<std::string_view> path) {
  const auto* found = at(value, path);
  return found && found->is_string() ? std::string_view(found->get_string()) : std::string_view{};
}

std::int64_t number_at(const boost::json::value& value, std::initializer_list<std::string_view> path) {
  const auto* found = at(value, path);
  if (!found || !found->is_number()) return 0;
  boost::json::error_code ec;
  const auto number = found->to_number<std::int64_t>(ec);
  return ec ? 0 : number;
}

bool true_at(const boost::json::value& value, std::initializer_list<std::string_view> path) {
  const auto* found = at(value, path);
  return found && found->is_bool() && found->get_bool();
}

const boost::json::array& array_at(const boost::json::value& value, std::initializer_list<std::string_view> path) {
  static const boost::json::array kNone;
  const auto* found = at(value, path);
  return found && found->is_array() ? found->get_array() : kNone;
}

}  // namespace parlance::json
