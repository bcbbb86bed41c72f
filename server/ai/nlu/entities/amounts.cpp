#include <algorithm>

#include "ai/nlu/entities/currencies.hpp"
#include "ai/nlu/entities/ids.hpp"
#include "ai/nlu/entities/numbers.hpp"
#include "ai/nlu/entities/recogniser.hpp"

namespace parlance::ai::nlu {
namespace {

struct Money {
  int currency;
  std::size_t start, end;  // bytes
  std::size_t token;       // past it, or at it where it stands before
};

std::string_view without_spaces(std::string_view text) {
  for (const std::string_view space : {" ", "\u00A0", "\u202F"})
    while (text.starts_with(space)) text.remove_prefix(space.size());
  return text;
}

// The letters that make a dollar one country's: "US$", "R$", "C $". The table is short, so it is looked through.
std::optional<int> dollar_of(std::string_view letters) {
  constexpr std::pair<std::string_view, int> kDollars[] = {
      {"us", 1}, {"usd", 1}, {"r", 6},   {"mx", 7},  {"mxn", 7},  {"c", 8},   {"ca", 8}, {"cad", 8}, {"can", 8},
      {"a", 9},  {"au", 9},  {"aud", 9}, {"nz", 20}, {"nzd", 20}, {"hk", 21}, {"s", 22}, {"sg", 22}};
  for (const auto& [name, currency] : kDollars)
    if (name == letters) return currency;
  return std::nullopt;
}

constexpr std::pair<std::string_view, int> kAdjectives[] = {
    {"us", 1},           {"american", 1}, {"british", 3},  {"japanese", 4},   {"swiss", 5},
    {"schweizer", 5},    {"mexican", 7},  {"canadian", 8}, {"kanadische", 8}, {"australian", 9},
    {"australische", 9}, {"indian", 10},  {"chinese", 11}, {"turkish", 18}};

// A sign or a name before the number at `i`: "$", "US$", "EUR".
std::optional<Money> money_before(const Message& m, std::size_t i) {
  const auto gap = m.gap(i);
  const auto base = m[i].start - gap.size();
  for (std::size_t at = 0; at < gap.size(); ++at) {
    const auto* sign = sign_at(gap.substr(at));
    if (!sign || !without_spaces(gap.substr(at + sign->bytes)).empty()) continue;
    Money out{sign->currency, base + at, 0, i};
    const bool lettered = i > 0 && sign->currency == 1 && without_spaces(gap.substr(0, at)).empty();
    if (const auto country = lettered ? dollar_of(m[i - 1].text) : std::nullopt;
        country && (at == 0 || (m[i - 1].text != "a" && m[i - 1].text != "s")))
      out.currency = *country, out.start = m[i - 1].start;
    // "U.S. $ 5"
    if (lettered && i > 1 && m[i - 1].text == "s" && m[i - 2].text == "u" && m.gap(i - 1) == ".")
      out.currency = 1, out.start = m[i - 2].start;
    return out;
  }
  const auto* name = i > 0 && (gap.empty() || m.follows(i)) ? m.term(i - 1, Role::currency) : nullptr;
  if (!name || gap.find(',') != gap.npos) return std::nullopt;
  return Money{name->value, m[i - 1].start, 0, i};
}

// A sign or a name behind: "20 €", "20 dollars", "2 millions de $", "20 MXN$".
std::optional<Money> money_after(const Message& m, std::size_t i) {
  const auto gap = m.gap(i);
  const auto base = i < m.size() ? m[i].start - gap.size() : m.text().size() - gap.size();
  const auto rest = without_spaces(gap);
  if (const auto* sign = sign_at(rest)) {
    const auto end = base + (gap.size() - rest.size()) + sign->bytes;
    const auto more = without_spaces(rest.substr(sign->bytes));
    // "$5 $6": the second is the next one's; not in "5 $ 6 $".
    if (i < m.size() && m[i].digits && more.empty() && !sign_at(without_spaces(m.gap(i + 1)))) return std::nullopt;
    Money out{sign->currency, 0, end, i};
    if (const auto country = i < m.size() && more.empty() && sign->currency == 1 ? dollar_of(m[i].text) : std::nullopt;
        country && m[i].text != "a" && m[i].text != "s")
      out.currency = *country, out.end = m[i].end, out.token = i + 1;
    return out;
  }
  if (i >= m.size() || !(gap.empty() || m.follows(i) || gap == "-") || gap.find(',') != gap.npos) return std::nullopt;
  if (m.gap(i + 1).starts_with('$') && dollar_of(m[i].text))
    return Money{*dollar_of(m[i].text), 0, m[i].end + 1, i + 1};
  for (const auto& [adjective, currency] : kAdjectives)
    if (m[i].text == adjective && m.follows(i + 1) && (m.is(i + 1, Role::currency) || m[i + 1].text == "lira"))
      return Money{currency, 0, m[i + 1].end, i + 2};
  const auto* name = m.term(i, Role::currency);
  // "3 USD50 cards": the name is the next number's.
  if (!name || (i + 1 < m.size() && m[i + 1].digits && m.gap(i + 1).empty())) return std::nullopt;
  // Stems of what may stand behind: "dollars canadiens", "francs suisses", "dólares australianos".
  constexpr std::pair<std::string_view, int> kCountries[] = {
      {"austral", 9}, {"canad", 8},    {"suiss", 5},    {"suiz", 5}, {"suic", 5},   {"mexic", 7},  {"indie", 10},
      {"indio", 10},  {"american", 1}, {"estadoun", 1}, {"holl", 0}, {"holand", 0}, {"finland", 0}};
  for (const auto& [stem, currency] : kCountries)
    if (m.follows(i + 1) && m[i + 1].text.starts_with(stem)) return Money{currency, 0, m[i + 1].end, i + 2};
  return Money{name->value, 0, m[i].end, i + 1};
}

struct Number {
  std::string decimal;
  std::size_t end;
};

// Past "million", "k", "Mio", "millones de": multiplied. A single letter only where it stands close.
void magnify(const Message& m, Number& number) {
  // Twice: "4 mil millones".
  for (int n = 0; n < 2; ++n) {
    const auto i = number.end;
    const auto* power = i < m.size() && (m.gap(i).empty() || m.follows(i)) ? m.term(i, Role::magnitude) : nullptr;
    if (!power || (m[i].text.size() == 1 && !m.gap(i).empty()) || power->value < 3) return;
    number.decimal = shifted(number.decimal, power->value);
    number.end = i + 1;
  }
}

std::optional<Number> number_at(const Message& m, std::size_t i) {
  // A piece of an id, a version, a date.
  const bool inside = i > 0 && m[i].digits && (m[i - 1].digits || m.gap(i).empty()) && m.gap(i).size() <= 1 &&
                      m.gap(i) != " " && m.gap(i) != "-" && !(m.gap(i).empty() && m.is(i - 1, Role::currency));
  auto read = inside ? std::nullopt : read_decimal(m, i);
  const bool part = (m.is(i, Role::half) || m.is(i, Role::quarter)) && m.follows(i + 1) && m.is(i + 1, Role::magnitude);
  if (part) read = Read<std::string>{m.is(i, Role::half) ? "0.5" : "0.25", i + 1};
  if (!read && !m[i].digits) read = read_spoken(m, i);
  if (!read) return std::nullopt;
  Number out{std::move(read->value), read->end};
  magnify(m, out);
  return out;
}

// Whether the number before counts what stands here, or is a part of it.
bool is_counting(const Message& m, std::size_t i) {
  if (!m.follows(i)) return false;
  if (m.gap(i).empty()) return true;
  constexpr std::string_view kTimes[] = {"times", "mal", "fois", "veces", "vezes", "percent", "people", "x"};
  return m[i].digits || m.is(i, Role::unit) || m.is(i, Role::magnitude) || m.is(i, Role::currency) ||
         m.is(i, Role::month) || std::ranges::find(kTimes, m[i].text) != std::end(kTimes);
}

// "20 dollars and 50 cents".
void add_cents(const Message& m, std::string& decimal, Money& money) {
  auto at = money.token;
  if (!m.follows(at) || decimal.find('.') != decimal.npos) return;
  const bool linked = m.is(at, Role::both) || m[at].text == "con" || m[at].text == "com";
  if (linked) ++at;
  const auto cents = m.follows(at) || at == money.token ? read_small(m, at) : std::nullopt;
  if (!cents || cents->value >= 100 || cents->value == 0) return;
  const bool named = m.follows(cents->end) && m.is(cents->end, Role::cents);
  // "15 dollars 50", "15 dollars 50 is what I paid"; not "15 dollars 50 days ago".
  const bool two_digits = m[at].digits && m[at].text.size() == 2 && cents->end == at + 1;
  const bool spoken = !m[at].digits && cents->value >= 10 && !m.follows(cents->end);
  const bool bare =
      (two_digits || spoken) && !is_counting(m, cents->end) && !sign_at(without_spaces(m.gap(cents->end)));
  if (!named && !bare) return;
  decimal += cents->value < 10 ? ".0" : ".";
  decimal += std::to_string(cents->value);
  money.token = named ? cents->end + 1 : cents->end;
  money.end = m[money.token - 1].end;
}

void push(std::vector<Entity>& found, std::string decimal, int currency, std::size_t start, std::size_t end) {
  found.push_back({EntityType::amount, std::move(decimal), start, end, std::string(currency_code(currency))});
}

// "20-30 €", "$20-30": the other end of a range of prices has the same currency.
std::optional<Number> range_end(const Message& m, std::size_t i) {
  for (const auto dash : {"-", " - ", "–", " – "})
    if (i < m.size() && m.gap(i) == dash) return number_at(m, i);
  return std::nullopt;
}

// Returns the token to go on at.
std::size_t read_amount(const Message& m, std::size_t i, std::vector<Entity>& found) {
  auto number = number_at(m, i);
  if (!number) return i + 1;
  auto before = m[i].digits ? money_before(m, i) : std::nullopt;
  if (before && !found.empty() && before->start < found.back().end) before.reset();
  const auto text_end = m[number->end - 1].end;
  if (before) {
    Money money = *before;
    money.end = text_end, money.token = number->end;
    push(found, number->decimal, money.currency, money.start, text_end);
    if (auto other = range_end(m, number->end)) {
      push(found, other->decimal, money.currency, m[number->end].start, m[other->end - 1].end);
      return other->end;
    }
    return number->end;
  }
  if (auto other = range_end(m, number->end); other && !is_things_number(m.words(), m.text(), m[i].start)) {
    if (const auto money = money_after(m, other->end)) {
      push(found, number->decimal, money->currency, m[i].start, text_end);
      push(found, other->decimal, money->currency, m[number->end].start, money->end);
      return money->token;
    }
  }
  auto at = number->end;
  // "2 milliards de dollars".
  if (m.follows(at) && (m[at].text == "de" || m[at].text == "d") && m.is(at - 1, Role::magnitude)) ++at;
  auto money = money_after(m, at);
  if (!money && m.follows(number->end) && m.is(number->end, Role::cents)) {
    push(found, hundredth(number->decimal), 0, m[i].start, m[number->end].end);
    return number->end + 1;
  }
  if (!money) return std::max(number->end, i + 1);
  if (m.follows(money->token)) {
    Number power{number->decimal, money->token};
    magnify(m, power);
    if (power.end > money->token && m.is(money->token, Role::magnitude))
      number->decimal = power.decimal, money->end = m[power.end - 1].end, money->token = power.end;
  }
  add_cents(m, number->decimal, *money);
  push(found, number->decimal, money->currency, m[i].start, money->end);
  return money->token;
}

bool may_start(const Message& m, std::size_t i) {
  return m[i].digits || (m.is(i, Role::number) && m[i].text != "a" && m[i].text != "an") || m.is(i, Role::magnitude) ||
         m.is(i, Role::half) || m.is(i, Role::quarter);
}

}  // namespace

void find_amounts(const Message& m, std::vector<Entity>& found) {
  std::vector<Entity> own;
  for (std::size_t i = 0; i < m.size();) i = may_start(m, i) ? read_amount(m, i, own) : i + 1;
  std::ranges::move(own, std::back_inserter(found));
}

}  // namespace parlance::ai::nlu
