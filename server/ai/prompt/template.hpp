#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::ai {

extern const std::string_view kDefaultPrompt;

// What stands for a placeholder. Data is written as a JSON string, in which no line and no quote of the prompt's own
// can be made; what the product itself says goes in as it is.
struct PromptValue {
  std::string text;
  bool is_data = true;
};
using PromptValues = std::map<std::string, PromptValue, std::less<>>;

// {company_name}, {customer_name}, {customer_email}, {account_status}, {recent_tickets}, {earlier}, {now}, {language},
// {actions}, {message}; {{ and }} are braces. Nothing: the template is right.
std::optional<std::string> fault_in_template(std::string_view text);

// A placeholder without a value is "unknown".
std::string render(std::string_view text, const PromptValues& values);

// A text as data in a prompt: a JSON string on one line, without characters that are not seen, cut to `max_bytes`.
std::string as_data(std::string_view text, std::size_t max_bytes);

// Without control characters, zero-width and bidirectional ones, in which instructions hide. `text` must be UTF-8.
std::string without_hidden(std::string_view text);

}  // namespace parlance::ai
