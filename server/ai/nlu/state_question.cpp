#include "ai/nlu/state_question.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

// English, German, Spanish, French, Portuguese.
constexpr auto kHas = std::to_array<std::string_view>(
    {"is", "was",  "has", "been", "isnt", "wasnt", "hasnt", "ist",  "wurde", "hat",  "sind", "esta", "fue",
     "ha", "sido", "est", "a",    "ete",  "foi",   "estao", "hast", "haben", "habt", "avez", "as",   "han"});
constexpr auto kDone = std::to_array<std::string_view>(
    {"cancelled", "canceled",  "closed",  "storniert", "gecancelt", "geschlossen", "abgeschlossen",
     "cancelado", "cancelada", "anulado", "anulada",   "cerrado",   "cerrada",     "annule",
     "annulee",   "ferme",     "fermee",  "cloture",   "fechado",   "fechada"});
// With one of these it is to be done all the same.
constexpr auto kToBeDone = std::to_array<std::string_view>(
    {"be",        "get",        "possible", "like",     "love",     "wish",   "id",     "mochte",     "hatte",
     "gern",      "gostaria",   "queria",   "quisiera", "voudrais", "please", "want",   "need",       "should",
     "cancel",    "close",      "werden",   "bitte",    "moglich",  "will",   "soll",   "stornieren", "stornier",
     "storniere", "schliessen", "cancelar", "cancela",  "cancele",  "anular", "cerrar", "cierra",     "cierre",
     "favor",     "posible",    "quiero",   "annuler",  "annulez",  "fermer", "fermez", "plait",      "veux",
     "fechar",    "fecha",      "feche",    "quero",    "possivel"});

constexpr auto kDidYou = std::to_array<std::string_view>(
    {"did you .. close", "did you .. cancel", "did they .. close", "did they .. cancel", "who closed", "who cancelled",
     "who canceled", "who can close", "who can cancel", "voce fechou", "voce cancelou"});

template <std::size_t N>
auto find(std::span<const Word> words, const std::array<std::string_view, N>& list) {
  return std::ranges::find_if(words, [&](const Word& w) { return std::ranges::find(list, w.text) != list.end(); });
}

}  // namespace

bool asks_whether_done(std::span<const Word> words) {
  constexpr std::ptrdiff_t kReach = 5;  // words: "is my last order 5512 cancelled?"
  const auto done = find(words, kDone);
  if (has_pattern(words, kDidYou)) return true;
  if (done == words.end() || find(words, kToBeDone) != words.end()) return false;
  const auto from = done - std::min(kReach, done - words.begin());
  return std::any_of(from, done, [](const Word& w) { return std::ranges::find(kHas, w.text) != kHas.end(); });
}

}  // namespace parlance::ai::nlu
