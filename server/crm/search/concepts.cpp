#include "crm/search/concepts.hpp"

#include <array>
#include <bit>
#include <span>

#include "base/text/patterns.hpp"

namespace parlance::crm::search {
namespace {

// English, German, Spanish, French, Portuguese, a line each where there are many.
constexpr auto kReturn = std::to_array<std::string_view>({
    "return*",     "send .. back",    "sending .. back",  "give .. back", "change my mind", "changed my mind",
    "zuruckgeb*",  "ruckgabe*",       "rucksend*",        "zurucksend*",  "zuruckschick*",  "retoure*",
    "umtausch*",   "widerruf*",       "wieder .. abgeb*", "loswerden",    "loszuwerden",    "nicht gefall*",
    "devolv*",     "devuelv*",        "devoluc*",         "de vuelta",    "arrepient*",     "no .. convence",
    "no .. gusta", "retour*",         "renvoy*",          "retract*",     "plait pas",      "convient pas",
    "arrepend*",   "mandar .. volta", "enviar .. volta",  "nao gost*",    "nao .. curt*",   "regresa*",
});
constexpr auto kWarranty = std::to_array<std::string_view>({
    "warrant*",      "guarantee*", "break*",    "broke*",    "fault*",         "defect*",
    "stops working", "packs up",   "packed up", "garantie*", "garantier*",     "gewahrleist*",
    "kaputt*",       "defekt*",    "haftung",   "haftet",    "geht .. kaputt", "garant*",
    "estrope*",      "averi*",     "rompe*",    "roto",      "en panne",       "tombe .. panne",
    "casse",         "cassent",    "avari*",    "quebr*",    "estrag*",
});
constexpr auto kShipping = std::to_array<std::string_view>({
    "ship*",      "deliver*",      "postage", "versand*", "porto",     "liefer*", "zustell*",
    "nach hause", "zusend*",       "envi*",   "entreg*",  "domicilio", "a casa",  "livr*",
    "expedi*",    "frais de port", "frete",   "em casa",  "portes",
});
constexpr auto kBattery = std::to_array<std::string_view>({
    "batter*",    "recharg*",   "plug*",     "charger",    "akku*",     "aufgeladen", "aufladen",
    "steckdose*", "ladegerat*", "bater*",    "pila",       "pilas",     "enchuf*",    "recarg*",
    "branch*",    "rebranch*",  "autonomi*", "carregador", "recarreg*", "tomada*",
});
constexpr auto kPassword = std::to_array<std::string_view>({
    "password*",
    "passphrase*",
    "login",
    "passwort*",
    "kennwort*",
    "contrasen*",
    "clave",
    "mot de passe",
    "senha",
    "palavra passe",
});
constexpr auto kInvoice =
    std::to_array<std::string_view>({"invoice*", "receipt*", "rechnung*", "factura*", "facture*", "fatura*"});
// English alone: what is cancelled tells the articles apart, and only English has words for it in them.
constexpr auto kCancelling = std::to_array<std::string_view>({"cancel*"});
constexpr auto kPrice = std::to_array<std::string_view>({
    "cost*",    "charge",    "charges", "price*",   "fee",     "fees",       "how much",   "kosten",
    "kostet",   "preis*",    "gebuhr*", "wie viel", "wieviel", "porto",      "euro*",      "eur",
    "aufpreis", "obendrauf", "nehmt",   "cuesta*",  "cuanto",  "coste",      "costes",     "gastos",
    "precio*",  "cobr*",     "cout*",   "prix",     "frais",   "combien en", "combien ca", "combien coute",
    "cust*",    "preco*",    "quanto",  "taxa*",    "frete",
});
// "How long" asks for any of the times.
constexpr auto kHours = std::to_array<std::string_view>({
    "hour",
    "hours",
    "stunde*",
    "hora",
    "horas",
    "heure*",
    "dheure*",  // d'heures
    "how long",
    "wie lange",
    "cuanto tiempo",
    "combien de temps",
    "quanto tempo",
});
constexpr auto kDays = std::to_array<std::string_view>({
    "day",          "days",
    "week",         "weeks",
    "tag",          "tage",
    "tagen",        "woche*",
    "frist",        "dia",
    "dias",         "semana*",
    "plazo",        "jour",
    "jours",        "semaine*",
    "delai*",       "prazo",
    "how long",     "until when",
    "by when",      "wie lange",
    "bis wann",     "cuanto tiempo",
    "hasta cuando", "combien de temps",
    "jusqua quand", "quanto tempo",
    "ate quando",
});
constexpr auto kMonths = std::to_array<std::string_view>({
    "month",
    "months",
    "year",
    "years",
    "monat*",
    "jahr*",
    "mes",
    "meses",
    "ano",
    "anos",
    "mois",
    "ans",
    "annee*",
    "how long",
    "wie lange",
    "cuanto tiempo",
    "combien de temps",
    "quanto tempo",
});
constexpr auto kHow = std::to_array<std::string_view>({
    "how do",      "how can", "how to",    "what do i do", "what now",     "wie kann",   "wie geht",   "wie andere",
    "wie bekomme", "was nun", "was tun",   "was mache",    "was muss ich", "como puedo", "como hago",  "como cambio",
    "que hago",    "comment", "que faire", "como faco",    "como posso",   "e agora",    "o que faco",
});

using Patterns = std::span<const std::string_view>;
constexpr auto kTopics =
    std::to_array<Patterns>({kReturn, kWarranty, kShipping, kBattery, kPassword, kInvoice, kCancelling});
constexpr auto kMeasures = std::to_array<Patterns>({kPrice, kHours, kDays, kMonths});

std::uint32_t bits(std::span<const Word> words, std::span<const Patterns> all) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (has_pattern(words, all[i])) out |= 1u << i;
  return out;
}

}  // namespace

Concepts concepts_of(std::string_view text) {
  const auto all = words(text);
  return {bits(all, kTopics), bits(all, kMeasures), has_pattern(all, kHow)};
}

bool asks_rules(std::string_view text) {
  const auto asked = concepts_of(text);
  return asked.topics != 0 && asked.measures != 0;
}

float share_of(const Concepts& question, const Concepts& text) {
  if ((question.topics & text.topics) == 0) return 0;
  const auto count = [](std::uint32_t topics, std::uint32_t measures) {
    return static_cast<float>(2 * std::popcount(topics) + (measures != 0));
  };
  return count(question.topics & text.topics, question.measures & text.measures) /
         count(question.topics, question.measures);
}

bool tells(const Concepts& question, const Concepts& text, const Concepts& title) {
  const bool measured = (question.topics & text.topics) != 0 && (question.measures & text.measures) != 0;
  return measured || (question.how && question.measures == 0 && (question.topics & title.topics) != 0);
}

}  // namespace parlance::crm::search
