#include "ai/nlu/correction.hpp"

#include <algorithm>
#include <array>

#include "ai/nlu/speech_act.hpp"
#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr auto kMeant = std::to_array<std::string_view>(
    {"i mean", "i meant", "no wait", "wait no", "sorry no", "oops", "nein warte", "ich meinte", "ich meine",
     "meinte ich", "quise decir", "quiero decir", "queria decir", "me refiero", "je voulais dire", "je veux dire",
     "quis dizer", "quero dizer", "queria dizer"});
constexpr auto kBeside = std::to_array<std::string_view>(
    {"i",      "mean",    "meant",  "number",  "instead", "rather",     "other",    "one",  "the",   "ticket", "order",
     "ich",    "meine",   "meinte", "sondern", "nummer",  "bestellung", "andere",   "mein", "das",   "die",    "lieber",
     "je",     "voulais", "veux",   "dire",    "plutot",  "numero",     "commande", "le",   "la",    "l",      "quise",
     "quiero", "queria",  "decir",  "me",      "refiero", "pedido",     "el",       "quis", "quero", "dizer",  "sino",
     "o",      "a",       "mas",    "mais",    "but",     "aber",       "it",       "was",  "is",    "es",     "war"});

// It is to be seen, not taken in place of the first.
constexpr auto kLooking =
    std::to_array<std::string_view>({"show", "tell", "more", "details", "erzahl", "cuentame", "conta"});

bool stands_beside(const Word& word) {
  return (is_small_word(word.text) && !among(kLooking, word.text)) ||
         std::ranges::find(kBeside, word.text) != kBeside.end();
}

bool is_in(const Word& word, const Entity& entity) { return word.start >= entity.start && word.end <= entity.end; }

}  // namespace

bool corrects(std::span<const Word> words) { return has_pattern(words, kMeant); }

bool only_names_another(const std::vector<Word>& words, const std::vector<Entity>& entities) {
  return names_number(entities) && std::ranges::all_of(words, [&](const Word& word) {
           return stands_beside(word) ||
                  std::ranges::any_of(entities, [&](const Entity& e) { return is_number(e) && is_in(word, e); });
         });
}

}  // namespace parlance::ai::nlu
