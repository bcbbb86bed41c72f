#include <algorithm>
#include <array>

#include "ai/nlu/entities/recogniser.hpp"
#include "base/text/ascii.hpp"

namespace parlance::ai::nlu {
namespace {

bool host_sign(char c) { return is_alnum(c) || c == '.' || c == '-' || static_cast<unsigned char>(c) >= 0x80; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '<' || c == '>' || c == '"'; }

constexpr std::size_t kMaxHost = 253;  // bytes (RFC 1035)

// By which a host without a scheme is known. Those that are words ("it", "me", "so") are not among them.
constexpr auto kDomains = std::to_array<std::string_view>(
    {"com",    "org",   "net",  "edu",     "gov",  "info", "biz", "io", "dev", "app", "shop", "store",
     "online", "cloud", "tech", "example", "test", "site", "eu",  "de", "fr",  "es",  "uk",   "ch",
     "nl",     "pl",    "br",   "pt",      "mx",   "ca",   "au",  "jp", "cn",  "ru",  "se",   "dk",
     "fi",     "cz",    "ie",   "nz",      "tv",   "sa",   "in",  "pm", "ly"});

bool known_domain(std::string_view host) {
  std::string last(host.substr(host.rfind('.') + 1));
  std::ranges::transform(last, last.begin(), lower);
  // Words of a language, unless more stands before: "see.in" is a slip of the space bar.
  const bool word = last == "in" || last == "de" || last == "es" || last == "pm" || last == "se";
  const bool longer = std::ranges::count(host, '.') > 1 || host.starts_with("www.");
  return std::ranges::find(kDomains, last) != kDomains.end() && (!word || longer || host.size() > 8);
}

// Signs that end a sentence or close a bracket belong to the text around it.
std::size_t without_tail(std::string_view text, std::size_t start, std::size_t end) {
  const auto inside = text.substr(start, end - start);
  auto unopened = std::ranges::count(inside, ')') - std::ranges::count(inside, '(');
  while (end > start) {
    const char c = text[end - 1];
    if (c == ')' ? unopened-- <= 0 : std::string_view(".,;:!?'*]}").find(c) == std::string_view::npos) break;
    --end;
  }
  return end;
}

std::size_t word_end(std::string_view text, std::size_t i) {
  while (i < text.size() && !is_space(text[i])) ++i;
  return i;
}

// Past a host with a dot, a port and what follows; none where there is no host.
std::optional<std::size_t> url_end(std::string_view text, std::size_t start, std::size_t host, bool schemed) {
  auto end = host;
  while (end < text.size() && host_sign(text[end]) && end - host <= kMaxHost) ++end;
  if (end - host > kMaxHost) return std::nullopt;
  while (end > host && text[end - 1] == '.') --end;
  const auto name = text.substr(host, end - host);
  const bool dotted = name.find('.') != name.npos && !name.starts_with('.') && name.find("..") == name.npos;
  if (!(schemed ? dotted || name == "localhost" : dotted && known_domain(name))) return std::nullopt;
  if (end < text.size() && (text[end] == ':' || text[end] == '/' || text[end] == '?' || text[end] == '#'))
    end = word_end(text, end);
  else if (end < text.size() && text[end] == '@')
    return std::nullopt;
  return without_tail(text, start, end);
}

}  // namespace

void find_urls(const Message& m, std::vector<Entity>& found) {
  const auto text = m.text();
  if (text.find('.') == text.npos && text.find("://") == text.npos) return;
  std::size_t i = 0;
  for (const auto& word : m.words()) {
    if (word.start < i) continue;
    i = word.start;
    const char before = i > 0 ? text[i - 1] : ' ';
    if (before == '@' || before == '/') continue;
    const auto rest = text.substr(word.end);
    const bool scheme =
        rest.starts_with("://") && (word.text.ends_with("http") || word.text.ends_with("https") || word.text == "ftp");
    if (!scheme && (!rest.starts_with('.') && !rest.starts_with('-'))) continue;
    const auto end = url_end(text, i, scheme ? word.end + 3 : i, scheme);
    if (!end) continue;
    found.push_back({EntityType::url, std::string(text.substr(i, *end - i)), i, *end});
    i = *end;
  }
}

}  // namespace parlance::ai::nlu
