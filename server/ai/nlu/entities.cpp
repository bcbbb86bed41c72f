#include "ai/nlu/entities.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "base/json/writer.hpp"
#include "base/utf8.hpp"

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
constexpr auto kBetween = std::to_array<std::string_view>(
    {"number", "num", "no",  "nr",     "id", "is", "the", "my", "of", "with", "and", "or", "nummer",
     "mit",    "der", "und", "numero", "n",  "et", "le",  "la", "y",  "o",    "e",   "do", "da"});
// A number beside one of these is an amount, a time or a measure.
constexpr auto kUnits = std::to_array<std::string_view>(
    {"eur",    "euro",  "euros", "usd", "dollar",  "dollars", "gbp",  "pounds", "chf",    "brl",   "reais",  "percent",
     "km",     "kg",    "gb",    "mb",  "minutes", "hours",   "days", "weeks",  "months", "years", "people", "times",
     "points", "miles", "pm",    "am",  "uhr",     "stunden", "tage", "jours",  "heures", "dias",  "horas"});

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool is_number(std::string_view word) {
  return word.size() <= kMaxDigits && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}
bool is_letters(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::optional<EntityType> noun_type(std::string_view word) {
  if (among(kTicketNouns, word)) return EntityType::ticket_id;
  if (among(kOrderNouns, word)) return EntityType::order_id;
  return std::nullopt;
}

class Finder {
 public:
  Finder(std::string_view text, const std::vector<Word>& words) : text_(text), words_(words) {}

  std::vector<Entity> run() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (const auto past = email(i))
        i = *past;
      else if (const auto end = code(i))
        i = *end;
      else
        i = number(i);
    }
    return std::move(found_);
  }

 private:
  char before(std::size_t i) const { return words_[i].start > 0 ? text_[words_[i].start - 1] : ' '; }

  // Between two words stands this and nothing else.
  bool joined(std::size_t i, char c) const {
    return i + 1 < words_.size() && words_[i + 1].start == words_[i].end + 1 && text_[words_[i].end] == c;
  }

  // local@host.tld, the parts of which are words joined by one sign each. Returns the last word's index.
  std::optional<std::size_t> email(std::size_t i) {
    std::size_t at = i;
    while (joined(at, '.') || joined(at, '-') || joined(at, '_') || joined(at, '+')) ++at;
    if (!joined(at, '@')) return std::nullopt;
    std::size_t last = at + 1, dots = 0;
    while (joined(last, '.') || joined(last, '-')) dots += text_[words_[last].end] == '.', ++last;
    if (dots == 0) return std::nullopt;
    add(EntityType::customer_email, words_[i].start, words_[last].end);
    return last;
  }

  // A code such as ORD-2291: letters, a dash, digits.
  std::optional<std::size_t> code(std::size_t i) {
    const auto& letters = words_[i].text;
    if (letters.size() < 2 || letters.size() > 5 || !is_letters(letters) || !joined(i, '-') ||
        words_[i + 1].text.size() < 3 || !is_number(words_[i + 1].text))
      return std::nullopt;
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
    const bool spoken_of = (last > i || words_[i].text.size() >= kTellingDigits) &&
                           std::ranges::any_of(words_, [](const Word& w) { return noun_type(w.text).has_value(); });
    if (!type && !after && !marked && !spoken_of && words_.size() > kShortMessage && !may_be_a_things(i, last))
      return last;
    add(type.value_or(after.value_or(EntityType::number)), words_[i].start, words_[last].end);
    std::erase(found_.back().value, ',');
    return last;
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
  std::vector<Entity> found_;
};

std::string_view name(EntityType type) {
  switch (type) {
    case EntityType::ticket_id:
      return "ticket_id";
    case EntityType::order_id:
      return "order_id";
    case EntityType::customer_email:
      return "customer_email";
    case EntityType::number:
      return "number";
  }
  return "number";
}

void write_value(json::Writer& out, const Entity& entity) {
  std::int64_t number = 0;
  if (entity.type == EntityType::ticket_id &&
      std::from_chars(entity.value.data(), entity.value.data() + entity.value.size(), number).ec == std::errc{})
    out.integer(number);
  else
    out.string(entity.value);
}

}  // namespace

std::vector<Entity> find_entities(std::string_view text, const std::vector<Word>& words) {
  return Finder(text, words).run();
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

const Entity* first(const std::vector<Entity>& entities, EntityType type) {
  const auto found = std::ranges::find(entities, type, &Entity::type);
  return found == entities.end() ? nullptr : &*found;
}

std::string to_json(std::string_view text, const std::vector<Entity>& entities) {
  if (entities.empty()) return {};
  std::string json;
  json::Writer out(json);
  out.open();
  for (auto type : {EntityType::ticket_id, EntityType::order_id, EntityType::customer_email}) {
    if (const auto* entity = first(entities, type)) {
      out.key(name(type));
      write_value(out, *entity);
    }
  }
  out.key("spans").open('[');
  for (const auto& entity : entities) {
    out.open().key("type").string(name(entity.type)).key("value");
    write_value(out, entity);
    const auto start = code_points(text.substr(0, entity.start));
    out.key("start").integer(static_cast<std::int64_t>(start));
    out.key("end")
        .integer(static_cast<std::int64_t>(start + code_points(text.substr(entity.start, entity.end - entity.start))))
        .close();
  }
  out.close(']').close();
  return json;
}

}  // namespace parlance::ai::nlu
