#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "crm/service.hpp"

namespace parlance::crm {
namespace {

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

Result<std::string> check_line(std::string_view text, std::size_t max_bytes, std::string_view field) {
  const auto trimmed = trim(text);
  const std::string pointer = "/" + std::string(field);
  if (trimmed.empty()) return fail(kInvalidField, fmt::format("`{}` is empty; write something.", field), pointer);
  if (trimmed.size() > max_bytes)
    return fail(kInvalidField,
                fmt::format("`{}` has {} bytes; at most {} are taken.", field, trimmed.size(), max_bytes), pointer);
  return std::string(trimmed);
}

}  // namespace

Result<NewTicket> check_ticket(NewTicket wanted) {
  auto title = check_line(wanted.title, kMaxTitleBytes, "title");
  if (!title) return std::unexpected(std::move(title.error()));
  auto description = check_line(wanted.description, kMaxDescriptionBytes, "description");
  if (!description) return std::unexpected(std::move(description.error()));
  if (wanted.priority.empty()) wanted.priority = kDefaultPriority;
  const auto priority =
      std::ranges::find_if(kPriorities, [&](std::string_view name) { return same_word(name, wanted.priority); });
  if (priority == std::end(kPriorities))
    return fail(kInvalidField, fmt::format("`priority` must be one of {}.", fmt::join(kPriorities, ", ")), "/priority");
  return NewTicket{std::move(*title), std::move(*description), std::string(*priority), wanted.session};
}

}  // namespace parlance::crm
