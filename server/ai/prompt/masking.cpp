#include "ai/prompt/masking.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <ranges>

#include "ai/prompt/secrets.hpp"
#include "ai/prompt/template.hpp"
#include "ai/prompt/text_bytes.hpp"
#include "base/json/lenient.hpp"
#include "base/text/words.hpp"

namespace parlance::ai {
namespace {

constexpr std::size_t kMinCardDigits = 13, kMaxCardDigits = 19;
constexpr std::size_t kMinIbanChars = 15, kMaxIbanChars = 34;
constexpr std::size_t kMinKeyChars = 24;
constexpr std::size_t kMinHiddenBytes = 3;  // shorter ones stand in other words

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int d = digits[digits.size() - 1 - i] - '0';
    sum += i % 2 == 0 ? d : d * 2 - (d > 4 ? 9 : 0);
  }
  return sum % 10 == 0;
}

// ISO 13616: the check digits make the number 1 modulo 97.
bool is_iban(std::string_view text) {
  if (text.size() < kMinIbanChars || !is_letter(text[0]) || !is_letter(text[1]) || !is_digit(text[2]) ||
      !is_digit(text[3]))
    return false;
  int rest = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = lower(text[(i + 4) % text.size()]);
    rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'a' + 10)) % 97;
  }
  return rest == 1;
}

// The characters from `at` that `belongs` takes, with single spaces, hyphens and dots between them left out, and where
// they end.
template <class F>
std::pair<std::string, std::size_t> run(std::string_view text, std::size_t at, std::size_t most, F belongs) {
  std::string out;
  std::size_t end = at;
  for (std::size_t i = at; i < text.size() && out.size() <= most; ++i) {
    if (belongs(text[i]))
      out.push_back(text[i]), end = i + 1;
    else if (!std::string_view(" -.").contains(text[i]) || i + 1 >= text.size() || !belongs(text[i + 1]))
      break;
  }
  return {out, end};
}

struct Match {
  std::size_t end = 0;  // 0: none
  std::string_view name;
};

// Four groups of four digits, and nothing else.
bool is_groups_of_four(std::string_view text) {
  constexpr std::size_t kGroups = 4;
  const auto parts = words(text);
  return parts.size() == kGroups && std::ranges::all_of(parts, [](const Word& part) {
           return part.text.size() == 4 && std::ranges::all_of(part.text, is_digit);
         });
}

// Whether the text speaks of a card, or is one: then its number may be written in ways that lists of other numbers are
// too.
bool may_have_card(std::string_view text) {
  constexpr auto kCards =
      std::to_array<std::string_view>({"card", "karte", "visa", "amex", "tarjet", "carte", "cartao", "cartão", "cc:"});
  std::string small(text);
  for (std::size_t i = 0; i < small.size(); ++i) small[i] = lower_at(text, i);
  return std::ranges::any_of(kCards, [&](std::string_view card) { return small.contains(card); }) ||
         is_groups_of_four(text);
}

// The length of what may stand between the groups of a card number at `at`: signs and spaces of many kinds. `any`: also
// those between the numbers of a list.
std::size_t separator_at(std::string_view text, std::size_t at, bool any) {
  constexpr auto kSeparators = std::to_array<std::string_view>(
      {" ", "-", ".", "/", "_", "\t", "\u00A0", "\u2007", "\u2009", "\u202F", "\u2011", "\u2013", "\u2014"});
  constexpr std::string_view kOfLists = "\n\r,;:|*[](){}+=#~'\"";
  if (any && kOfLists.contains(text[at])) return 1;
  for (const auto separator : kSeparators)
    if (text.substr(at).starts_with(separator)) return separator.size();
  return 0;
}

// Digits may follow that are not the card's, such as when it ends: every beginning that ends with a group is tried.
Match card_at(std::string_view text, std::size_t at, bool any_separator) {
  constexpr std::size_t kMostBetween = 3;  // separators between two groups
  // Payment cards begin with one of these (ISO/IEC 7812).
  if (text[at] < '2' || text[at] > '6' || (at > 0 && is_digit(text[at - 1]))) return {};
  std::string digits;
  Match found;
  for (std::size_t i = at, between = 0; i < text.size() && digits.size() < kMaxCardDigits;) {
    if (const auto size = separator_at(text, i, any_separator); size > 0) {
      if (++between > kMostBetween) break;
      i += size;
      continue;
    }
    if (!is_digit(text[i])) break;
    between = 0;
    digits.push_back(text[i++]);
    const bool group_ends = i == text.size() || !is_word_byte(text[i]) || separator_at(text, i, any_separator) > 0;
    if (group_ends && digits.size() >= kMinCardDigits && passes_luhn(digits)) found = {i, "[card number]"};
  }
  return found;
}

Match iban_at(std::string_view text, std::size_t at) {
  if (!is_letter(text[at]) || (at > 0 && is_word_byte(text[at - 1]))) return {};
  auto [chars, end] = run(text, at, kMaxIbanChars, is_alnum);
  // Words may follow it, apart by a space as its own groups are.
  for (; chars.size() >= kMinIbanChars; chars.pop_back()) {
    if (!is_iban(chars)) continue;
    std::size_t taken = 0, stop = at;
    for (; taken < chars.size(); ++stop) taken += is_alnum(text[stop]);
    if (stop == text.size() || !is_word_byte(text[stop])) return {stop, "[bank account]"};
  }
  return {};
}

// 123-45-6789, of the areas that are given out.
Match social_security_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kForm = "ddd-dd-dddd";
  if (at + kForm.size() > text.size() || (at > 0 && (is_word_byte(text[at - 1]) || text[at - 1] == '-'))) return {};
  for (std::size_t i = 0; i < kForm.size(); ++i)
    if (kForm[i] == 'd' ? !is_digit(text[at + i]) : text[at + i] != '-') return {};
  const auto end = at + kForm.size();
  const auto area = text.substr(at, 3);
  if (area == "000" || area == "666" || area[0] == '9') return {};
  return end == text.size() || !(is_word_byte(text[end]) || text[end] == '-') ? Match{end, "[id number]"} : Match{};
}

// "sk-…", "Bearer …", a JWT.
Match key_at(std::string_view text, std::size_t at) {
  if (at > 0 && is_word_byte(text[at - 1])) return {};
  constexpr auto kBegin =
      std::to_array<std::string_view>({"sk-", "pk_", "sk_", "ghp_", "xoxb-", "AKIA", "AIza", "eyJ"});
  if (std::ranges::none_of(kBegin, [&](std::string_view p) { return text.substr(at).starts_with(p); })) return {};
  std::size_t end = at;
  while (end < text.size() &&
         (is_digit(text[end]) || is_letter(text[end]) || text[end] == '-' || text[end] == '_' || text[end] == '.'))
    ++end;
  return end - at >= kMinKeyChars || text.substr(at).starts_with("AKIA") ? Match{end, "[key]"} : Match{};
}

// Digits and letters as ASCII has them, where a text has them in full width or in another script.
std::string in_ascii(std::string_view text) {
  std::string out;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const auto start = static_cast<std::size_t>(at);
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, size, c);
    constexpr UChar32 kWideFirst = 0xFF01, kWideLast = 0xFF5E, kApart = 0xFEE0;
    if (c >= kWideFirst && c <= kWideLast)
      out.push_back(static_cast<char>(c - kApart));
    else if (const auto digit = c < 0x80 ? -1 : u_charDigitValue(c); digit >= 0)
      out.push_back(static_cast<char>('0' + digit));
    else
      out += text.substr(start, static_cast<std::size_t>(at) - start);
  }
  return out;
}

// "I am maya", "mein name ist maya".
bool is_introduced(std::string_view text, std::size_t at) {
  constexpr auto kBefore = std::to_array<std::string_view>(
      {"am",     "im",     "i'm",     "name",    "named",   "called", "name is", "name's",      "bin", "name ist",
       "heisse", "heiße",  "suis",    "appelle", "nom est", "soy",    "llamo",   "nombre es",   "sou", "chamo",
       "nome é", "thanks", "regards", "cheers",  "gruss",   "gruß",   "saludos", "cordialement"});
  const auto before = text.substr(0, at);
  const auto last = before.find_last_not_of(" ,:");
  if (last == before.npos) return false;
  return std::ranges::any_of(kBefore, [&](std::string_view words) {
    return last + 1 >= words.size() && starts_with_word(text, last + 1 - words.size(), words);
  });
}

bool stands_at(std::string_view text, std::size_t at, const Hidden& hidden) {
  if (hidden.text.size() < kMinHiddenBytes) return false;
  if (!hidden.exact) {
    std::string wanted = hidden.text;
    for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i] = lower_at(hidden.text, i);
    return starts_with_word(text, at, wanted);
  }
  const auto end = at + hidden.text.size();
  return text.substr(at).starts_with(hidden.text) && (at == 0 || !is_word_byte(text[at - 1])) &&
         (end == text.size() || !is_word_byte(text[end])) && (!hidden.introduced || is_introduced(text, at));
}

void mask_all(boost::json::value& value, const std::vector<Hidden>& hidden) {
  if (value.is_string()) value = masked(without_hidden(std::string_view(value.get_string())), hidden);
  if (value.is_array())
    for (auto& element : value.get_array()) mask_all(element, hidden);
  if (value.is_object())
    for (auto& entry : value.get_object()) mask_all(entry.value(), hidden);
}

}  // namespace

std::string masked_json(std::string_view json, const std::vector<Hidden>& hidden) {
  auto value = json::parse_foreign(json);
  if (!value) return "{}";
  mask_all(*value, hidden);
  return boost::json::serialize(*value);
}

std::vector<Hidden> hide_name(std::string_view name) {
  constexpr std::string_view kName = "[name]";
  std::vector<Hidden> out{{std::string(name), kName}};
  for (const auto part : std::views::split(name, ' ')) {
    std::string text{std::string_view(part)};
    out.push_back({text, kName, true});
    auto small = text;
    for (std::size_t i = 0; i < small.size(); ++i) small[i] = lower_at(text, i);
    out.push_back({std::move(small), kName, true, true});
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    out.push_back({std::move(text), kName, true});
  }
  return out;
}

Hidden hide_email(std::string_view email) { return {std::string(email), "[e-mail]"}; }

std::string masked(std::string_view given, const std::vector<Hidden>& hidden) {
  const auto text = in_ascii(given);
  const bool card = may_have_card(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    Match match = card_at(text, at, card);
    if (match.end == 0) match = iban_at(text, at);
    if (match.end == 0) match = social_security_at(text, at);
    if (match.end == 0) match = key_at(text, at);
    for (const auto& h : hidden)
      if (match.end == 0 && stands_at(text, at, h)) match = {at + h.text.size(), h.name};
    if (match.end != 0) {
      out += match.name;
      at = match.end;
    } else if (const auto secret = named_secret(text, at); secret.end != 0) {
      out += text.substr(at, secret.begin - at);
      out += "[secret]";
      at = secret.end;
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

}  // namespace parlance::ai
