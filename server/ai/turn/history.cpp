#include "ai/turn/history.hpp"

#include <fmt/format.h>

#include "ai/prompt/template.hpp"
#include "base/json/lenient.hpp"
#include "base/utf8.hpp"

namespace parlance::ai {
namespace {

constexpr std::int64_t kBytesPerToken = 3;
constexpr std::int64_t kTokensPerMessage = 8;  // of the vendor's own around it
constexpr std::size_t kMaxEarlierBytes = 1'500;

// "order_status (order 5512)"; empty where nothing is known of it.
std::string gist(const chat::Message& message) {
  if (message.sender_type != chat::SenderType::customer || message.ai_intent.empty()) return {};
  auto out = message.ai_intent;
  const auto entities = json::parse_foreign(message.ai_entities);
  if (!entities) return out;
  if (const auto ticket = json::number_at(*entities, {"ticket_id"})) out += fmt::format(" (ticket {})", ticket);
  if (const auto order = json::text_at(*entities, {"order_id"}); !order.empty())
    out += fmt::format(" (order {})", order);
  return out;
}

// The newest of them, oldest first.
std::string earlier(std::span<const chat::Message> messages) {
  std::string out;
  for (const auto& message : messages | std::views::reverse) {
    const auto one = gist(message);
    if (one.empty()) continue;
    if (out.size() + one.size() + 2 > kMaxEarlierBytes) break;
    out = out.empty() ? one : one + ", " + out;
  }
  return out;
}

bool is_said(const chat::Message& message) {
  return message.type != chat::MessageType::system && !message.text.empty();
}

}  // namespace

std::int64_t tokens_of(std::string_view text) { return static_cast<std::int64_t>(text.size()) / kBytesPerToken + 1; }

History history_of(const std::vector<chat::Message>& messages, const Question& question,
                   const std::vector<Hidden>& hidden, std::int64_t max_tokens) {
  History out;
  std::vector<chat::Message> before;
  std::ranges::copy_if(messages, std::back_inserter(before),
                       [&](const chat::Message& m) { return m.id < question.message && is_said(m); });
  const auto clean = [&](std::string_view text) { return masked(without_hidden(text), hidden); };
  auto asked = clean(question.text);
  if (trim(asked).empty()) return out;  // there is nothing to be answered, whatever was said before
  out.messages.push_back({.text = std::move(asked)});
  auto left = max_tokens - tokens_of(question.text) - kTokensPerMessage;
  auto first = before.size();
  for (; first > 0; --first) {
    const auto& message = before[first - 1];
    left -= tokens_of(message.text) + kTokensPerMessage;
    if (left < 0) break;
    const bool customer = message.sender_type == chat::SenderType::customer;
    auto text = clean(message.text);
    if (trim(text).empty()) continue;
    out.messages.push_back(
        {.role = customer ? model::Role::customer : model::Role::assistant, .text = std::move(text)});
  }
  // A conversation begins with the customer; some models insist.
  while (!out.messages.empty() && out.messages.back().role == model::Role::assistant) out.messages.pop_back();
  std::ranges::reverse(out.messages);
  out.earlier = earlier(std::span(before).first(first));
  return out;
}

}  // namespace parlance::ai
