#include <algorithm>

#include "ai/nlu/entities/recogniser.hpp"
#include "base/text/ascii.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kMaxLocal = 64, kMaxHost = 253;

bool local_sign(char c) { return is_alnum(c) || std::string_view("._%+-'").find(c) != std::string_view::npos; }
bool domain_sign(char c) { return is_alnum(c) || c == '.' || c == '-'; }

bool is_host(std::string_view host) {
  const auto last = host.rfind('.');
  if (last == host.npos || host.size() > kMaxHost || host.size() - last < 3) return false;
  const auto letters = host.substr(last + 1);
  return !host.starts_with('.') && !host.starts_with('-') && host.find("..") == host.npos &&
         host.find("-.") == host.npos && host.find(".-") == host.npos &&
         std::ranges::none_of(letters, [](char c) { return c >= '0' && c <= '9'; });
}

// Without the quote that it may stand in; two full stops in a row make it none.
bool is_local(std::string_view local) {
  return !local.empty() && local.size() <= kMaxLocal && local.find("..") == local.npos && local.front() != '.' &&
         local.back() != '.' && std::ranges::any_of(local, is_alnum);
}

// Of "müller@" the end alone would be another's address. Letters of two bytes are of scripts that put spaces between
// words; what has three, as 址 or “, ends where an address begins.
bool goes_on_before(std::string_view before) {
  return before.size() > 1 && static_cast<unsigned char>(before[before.size() - 2]) >= 0xC3 &&
         static_cast<unsigned char>(before[before.size() - 2]) < 0xE0;
}

}  // namespace

void find_emails(const Message& m, std::vector<Entity>& found) {
  const auto text = m.text();
  std::size_t free = 0;  // before it all is taken
  for (auto at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    auto start = at, end = at + 1;
    while (start > free && local_sign(text[start - 1])) --start;
    if (goes_on_before(text.substr(0, start))) continue;
    while (start < at && (text[start] == '\'' || text[start] == '-')) ++start;
    while (end < text.size() && domain_sign(text[end])) ++end;
    while (end > at + 1 && !is_alnum(text[end - 1])) --end;
    if (!is_local(text.substr(start, at - start)) || !is_host(text.substr(at + 1, end - at - 1))) continue;
    found.push_back({EntityType::customer_email, std::string(text.substr(start, end - start)), start, end});
    free = end;
  }
}

}  // namespace parlance::ai::nlu
