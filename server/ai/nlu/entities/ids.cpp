#include "ai/nlu/entities/ids.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kMaxDigits = 30;  // longer runs are no number that anybody would give
constexpr std::size_t kNounReach = 3;   // words between "ticket" and its number: "ticket number is 5"

// In the languages that the engine speaks, as `words` folds them.
constexpr auto kTicketNouns =
    std::to_array<std::string_view>({"ticket", "tickets", "case", "issue", "request", "anfrage", "vorgang", "tickets",
                                     "demande", "dossier", "incidencia", "solicitud", "caso", "chamado", "chamados",
                                     "solicitacao", "reclamacao", "ticketnummer", "ticketnr"});
constexpr auto kOrderNouns = std::to_array<std::string_view>(
    {"order",        "orders",    "purchase", "package",    "parcel",        "shipment",  "delivery",      "bestellung",
     "auftrag",      "lieferung", "paket",    "sendung",    "commande",      "colis",     "livraison",     "achat",
     "pedido",       "envio",     "paquete",  "compra",     "encomenda",     "entrega",   "cde",           "commandes",
     "bestellungen", "pakete",    "pedidos",  "encomendas", "bestellnummer", "bestellnr", "auftragsnummer"});
constexpr auto kPlurals = std::to_array<std::string_view>(
    {"tickets", "orders", "bestellungen", "pakete", "commandes", "pedidos", "encomendas", "chamados"});
constexpr auto kBetween = std::to_array<std::string_view>(
    {"number", "num", "no",  "nr",     "id", "is", "the", "my", "of", "with", "and", "or", "nummer",
     "mit",    "der", "und", "numero", "n",  "et", "le",  "la", "y",  "o",    "e",   "do", "da"});
constexpr auto kNumbering =
    std::to_array<std::string_view>({"number", "num", "no", "nr", "id", "is", "nummer", "numero", "n"});
// A number beside one of these is an amount, a time or a measure.
constexpr auto kUnits = std::to_array<std::string_view>(
    {"eur",    "euro",  "euros", "usd", "dollar",  "dollars", "gbp",  "pounds", "chf",    "brl",   "reais",  "percent",
     "km",     "kg",    "gb",    "mb",  "minutes", "hours",   "days", "weeks",  "months", "years", "people", "times",
     "points", "miles", "pm",    "am",  "uhr",     "stunden", "tage", "jours",  "heures", "dias",  "horas"});

bool is_number(std::string_view word) {
  return word.size() <= kMaxDigits && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}
bool is_letters(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

// The word that begins there.
std::size_t index_at(const std::vector<Word>& words, std::size_t byte) {
  return static_cast<std::size_t>(std::ranges::lower_bound(words, byte, {}, &Word::start) - words.begin());
}

std::optional<EntityType> noun_type(std::string_view word) {
  if (among(kTicketNouns, word)) return EntityType::ticket_id;
  if (among(kOrderNouns, word)) return EntityType::order_id;
  return std::nullopt;
}

// Whether what stands between two words is this and nothing else.
bool joined(const std::vector<Word>& words, std::string_view text, std::size_t i, char c) {
  return i + 1 < words.size() && words[i + 1].start == words[i].end + 1 && text[words[i].end] == c;
}

class Finder {
 public:
  Finder(std::string_view text, const std::vector<Word>& words, const Claimed& claimed)
      : text_(text),
        words_(words),
        claimed_(claimed),
        speaks_of_things_(std::ranges::any_of(words, [](const Word& w) { return noun_type(w.text).has_value(); })) {}

  std::vector<Entity> run() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (is_claimed(i)) continue;
      if (const auto end = code(i))
        i = *end;
      else
        i = number(i);
    }
    return std::move(found_);
  }

 private:
  char before(std::size_t i) const { return words_[i].start > 0 ? text_[words_[i].start - 1] : ' '; }

  bool joined(std::size_t i, char c) const { return nlu::joined(words_, text_, i, c); }

  bool is_claimed(std::size_t i) const {
    return !claimed_.empty() && (claimed_[words_[i].start] || claimed_[words_[i].end - 1]);
  }

  std::optional<std::size_t> code(std::size_t i) {
    if (!is_order_code(words_, text_, i, i + 2)) return std::nullopt;
    add(EntityType::order_id, words_[i].start, words_[i + 1].end);
    return i + 1;
  }

  // "12,345": groups of three after one to three digits. Returns the last word's index.
  std::size_t grouped(std::size_t i) const {
    std::size_t last = i;
    if (words_[i].text.size() <= 3)
      while (joined(last, ',') && words_[last + 1].text.size() == 3 && is_number(words_[last + 1].text)) ++last;
    return last;
  }

  // Returns the index of its last word.
  std::size_t number(std::size_t i) {
    if (!is_number(words_[i].text)) return i;
    const auto last = grouped(i);
    const bool marked = before(i) == '#';
    const auto type = noun_before(i);
    const auto after = last + 1 < words_.size() ? noun_type(words_[last + 1].text) : std::nullopt;
    if (!type && after && is_count(i, last)) return last;
    const bool spoken_of = speaks_of_things_ && (last > i || words_[i].text.size() >= kTellingDigits);
    if (!type && !after && !marked && !spoken_of && words_.size() > kShortMessage && !may_be_a_things(i, last))
      return last;
    add(type.value_or(after.value_or(EntityType::number)), words_[i].start, words_[last].end);
    // As it is compared: without commas between its groups, and in the digits of ASCII.
    found_.back().value.clear();
    for (auto part = i; part <= last; ++part) found_.back().value += words_[part].text;
    return last;
  }

  // "5 orders" is how many.
  bool is_count(std::size_t i, std::size_t last) const {
    constexpr std::size_t kMostDigits = 2;
    return last == i && words_[i].text.size() <= kMostDigits && before(i) != '#' &&
           among(kPlurals, words_[last + 1].text);
  }

  // A number long enough to be some thing's, and no year, amount or measure.
  bool may_be_a_things(std::size_t i, std::size_t last) const {
    const auto& digits = words_[i].text;
    const bool year = digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    const bool amount = !std::isspace(static_cast<unsigned char>(before(i))) ||
                        (last + 1 < words_.size() && among(kUnits, words_[last + 1].text)) || joined(last, '.') ||
                        joined(last, ':');
    return last == i && digits.size() >= kTellingDigits && !year && !amount;
  }

  std::optional<EntityType> noun_before(std::size_t i) const {
    for (std::size_t back = 1; back <= std::min(i, kNounReach); ++back) {
      const auto& word = words_[i - back].text;
      if (const auto type = noun_type(word)) return type;
      if (is_number(word) && !found_.empty() && found_.back().end == words_[i - back].end &&
          found_.back().type != EntityType::number)
        return found_.back().type;
      if (!among(kBetween, word)) return std::nullopt;
    }
    return std::nullopt;
  }

  void add(EntityType type, std::size_t start, std::size_t end) {
    found_.push_back({type, std::string(text_.substr(start, end - start)), start, end});
  }

  // A lone number means something only where little else is said: "77", "and 78?".
  static constexpr std::size_t kShortMessage = 5;
  // In a message that speaks of tickets or orders, a number of so many digits is one's.
  static constexpr std::size_t kTellingDigits = 4;

  std::string_view text_;
  const std::vector<Word>& words_;
  const Claimed& claimed_;
  const bool speaks_of_things_;
  std::vector<Entity> found_;
};

}  // namespace

std::vector<Entity> find_ids(std::string_view text, const std::vector<Word>& words, const Claimed& claimed) {
  return Finder(text, words, claimed).run();
}

std::optional<EntityType> spoken_of(const std::vector<Word>& words) {
  std::optional<EntityType> out;
  for (const auto& word : words) {
    const auto type = noun_type(word.text);
    if (type && out && *type != *out) return std::nullopt;
    if (type) out = type;
  }
  return out;
}

std::optional<EntityType> thing_named(const std::vector<Word>& words, std::size_t byte) {
  const auto i = index_at(words, byte);
  for (std::size_t back = 1; back <= std::min(i, kNounReach); ++back) {
    const auto& word = words[i - back].text;
    if (const auto type = noun_type(word)) return type;
    if (!among(kBetween, word)) return std::nullopt;
  }
  return std::nullopt;
}

bool is_things_number(const std::vector<Word>& words, std::string_view text, std::size_t byte) {
  const auto i = index_at(words, byte);
  if (i >= words.size() || !is_number(words[i].text)) return false;
  const auto after = text.substr(words[i].end);
  const bool alone = after.size() < 2 || std::string_view("./:-").find(after[0]) == std::string_view::npos ||
                     !std::isdigit(static_cast<unsigned char>(after[1]));
  auto noun = i;
  while (noun > 0 && i - noun < kNounReach - 1 && among(kNumbering, words[noun - 1].text)) --noun;
  return alone && noun > 0 && noun_type(words[noun - 1].text).has_value();
}

bool is_order_code(const std::vector<Word>& words, std::string_view text, std::size_t i, std::size_t end) {
  if (end != i + 2 || end > words.size()) return false;
  const auto& letters = words[i].text;
  return letters.size() >= 2 && letters.size() <= 5 && is_letters(letters) && joined(words, text, i, '-') &&
         words[i + 1].text.size() >= 3 && is_number(words[i + 1].text);
}

}  // namespace parlance::ai::nlu
