#include <algorithm>

#include "ai/nlu/entities/ids.hpp"
#include "ai/nlu/entities/recogniser.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kLeast = 7, kMost = 15;  // digits, by E.164
constexpr std::size_t kCueReach = 8;           // words between "call me" and the number

// A run of groups of digits that a phone number's signs join.
struct Groups {
  std::vector<std::size_t> sizes;
  std::string digits, signs;  // signs: the kind of what joins each group to the next
  std::size_t start, end;     // bytes
  std::size_t token;          // past the last
  bool plus = false, bracket = false;
};

std::string_view trimmed(std::string_view gap) {
  while (gap.starts_with(' ')) gap.remove_prefix(1);
  while (gap.ends_with(' ')) gap.remove_suffix(1);
  return gap;
}

bool joins(std::string_view gap) {
  if (gap.size() > 3 || gap.empty()) return false;
  const auto sign = trimmed(gap);
  return sign.empty() || sign == "-" || sign == "." || sign == "/" || sign == ")" || sign == "(" || sign == ") (" ||
         sign == ")-" || sign == ")(";
}

Groups read_groups(const Message& m, std::size_t i) {
  Groups out{{}, {}, {}, m[i].start, m[i].end, i, false, false};
  const auto gap = m.gap(i);
  if (gap.ends_with('+')) out.plus = true, out.start -= 1;
  if (gap.ends_with("+ ")) out.plus = true, out.start -= 2;
  const auto before = m.text().substr(0, out.start);
  if (before.ends_with('('))
    out.bracket = true, out.start -= 1;
  else if (before.ends_with("( "))
    out.bracket = true, out.start -= 2;
  bool open = out.bracket;
  do {
    out.sizes.push_back(m[out.token].text.size());
    out.digits += m[out.token].text;
    out.end = m[out.token++].end;
    if (out.token >= m.size() || !m[out.token].digits) break;
    const auto between = m.gap(out.token);
    if (between.find('(') != between.npos) open = true, out.bracket = true;
    if (!joins(between) || (between.find(')') != between.npos && !open)) break;
    out.signs += trimmed(between).empty() ? ' ' : trimmed(between)[0];
  } while (out.digits.size() <= kMost + 4);
  return out;
}

bool is_announced(const Message& m, std::size_t i) {
  for (std::size_t back = 1; back <= std::min(i, kCueReach); ++back)
    if (m.is(i - back, Role::telephone)) return true;
  return false;
}

bool ends_well(const Message& m, const Groups& g) {
  const auto rest = m.text().substr(g.end);
  if (rest.empty()) return true;
  if (g.token < m.size() && m[g.token].start == g.end) return m.is(g.token, Role::extension);
  return rest[0] != '%' && rest[0] != '$' && rest[0] != '@' && rest[0] != '*' && rest[0] != '=' && rest[0] != '\'' &&
         !rest.starts_with("€");
}

bool begins_well(const Message& m, const Groups& g, std::size_t i) {
  if (g.start == 0) return true;
  const char before = m.text()[g.start - 1];
  if (i > 0 && m[i - 1].end == g.start) return false;  // "s6666666"
  return std::string_view("#$@*=%-.,/_&?").find(before) == std::string_view::npos;
}

// Four groups of four, or as many digits as a card has.
bool is_card(const Groups& g) { return g.digits.size() > kMost || std::ranges::count(g.sizes, 4U) >= 4; }

// Formed as nothing else than a phone number is.
bool telling(const Groups& g) {
  const auto n = g.digits.size();
  if (g.plus) return n >= 8;
  if (g.digits.starts_with("00")) return n >= 10 && n <= kMost;
  const auto& s = g.sizes;
  if (g.bracket) return s.size() >= 2 && n >= 8;
  const bool american = s.size() >= 3 && s.end()[-1] == 4 && s.end()[-2] == 3 && s.end()[-3] == 3 &&
                        (s.size() == 3 || (s.size() == 4 && g.digits[0] == '1'));
  const bool local = g.digits[0] == '0' && s.size() >= 2 && n >= 9 && n <= 12 && std::ranges::min(s) >= 2;
  return american || local;
}

// Of a date, an address on a network or a version are the groups that full stops join.
bool is_other(const Groups& g) {
  const bool year_first = g.sizes.size() == 3 && g.sizes[0] == 4 && g.sizes[1] <= 2 && g.sizes[2] <= 2;
  const bool year_last = g.sizes.size() == 3 && g.sizes[0] <= 2 && g.sizes[1] <= 2 && g.sizes[2] == 4;
  const bool dotted = g.sizes.size() == 4 && g.signs == "..." && std::ranges::max(g.sizes) <= 3 && g.digits[0] != '0';
  return !g.plus && !g.bracket && (year_first || year_last || dotted);
}

// "ext. 123", "x123". Past it; its digits are added to the value.
std::string extension(const Message& m, Groups& g) {
  const auto at = g.token;
  const bool close = at < m.size() && (m.gap(at).empty() || m.follows(at)) && m.is(at, Role::extension);
  if (!close || !m.digits(at + 1) || !(m.gap(at + 1).empty() || trimmed(m.gap(at + 1)).size() <= 1)) return {};
  g.end = m[at + 1].end, g.token = at + 2;
  return ";ext=" + std::string(m[at + 1].text);
}

bool is_phone(const Message& m, const Groups& g, std::size_t i) {
  const auto n = g.digits.size();
  return n >= kLeast && n <= kMost && !is_other(g) && ends_well(m, g) && (telling(g) || is_announced(m, i));
}

// What follows a space may be another number: "(914) 349-8600 04/21/2020".
void drop_last(const Message& m, Groups& g) {
  do {
    g.digits.resize(g.digits.size() - g.sizes.back());
    g.sizes.pop_back();
    --g.token;
  } while (g.sizes.size() > 2 && m.gap(g.token) != " ");
  g.signs.resize(g.sizes.size() - 1);
  g.end = m[g.token - 1].end;
}

}  // namespace

void find_phones(const Message& m, std::vector<Entity>& found) {
  for (std::size_t i = 0; i < m.size(); ++i) {
    if (!m[i].digits) continue;
    auto groups = read_groups(m, i);
    const bool named = !groups.plus && thing_named(m.words(), m[i].start);
    const bool possible = !named && !is_card(groups) && begins_well(m, groups, i);
    const auto whole = groups;
    while (possible && !is_phone(m, groups, i) && groups.sizes.size() > 2) drop_last(m, groups);
    if (!possible || !is_phone(m, groups, i)) {
      groups = whole;
      // What is too long or belongs to something else has no phone number in its middle.
      if (groups.sizes.size() > 1) i = groups.token - 1;
      continue;
    }
    const auto more = extension(m, groups);
    found.push_back(
        {EntityType::phone_number, (groups.plus ? "+" : "") + groups.digits + more, groups.start, groups.end});
    i = groups.token - 1;
  }
}

}  // namespace parlance::ai::nlu
