#include "ai/nlu/references.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

using Kind = Reference::Kind;

constexpr std::size_t kMostWordsPointing = 8;  // "the second" in a long message speaks of something else

struct Ordinal {
  std::string_view pattern;
  std::size_t place;
};
constexpr auto kOrdinals = std::to_array<Ordinal>({
    {"first", 0},   {"1st", 0},     {"erste", 0},   {"ersten", 0},   {"erstes", 0},    {"primer", 0},
    {"primero", 0}, {"primera", 0}, {"premier", 0}, {"premiere", 0}, {"primeiro", 0},  {"primeira", 0},
    {"second", 1},  {"2nd", 1},     {"zweite*", 1}, {"segund*", 1},  {"deuxieme", 1},  {"seconde", 1},
    {"third", 2},   {"3rd", 2},     {"dritte*", 2}, {"tercer*", 2},  {"troisieme", 2}, {"terceir*", 2},
    {"fourth", 3},  {"4th", 3},     {"vierte", 3},  {"vierten", 3},  {"cuart*", 3},    {"quatrieme", 3},
    {"quart*", 3},  {"fifth", 4},   {"5th", 4},     {"funfte*", 4},  {"quint*", 4},    {"cinquieme", 4},
});
constexpr auto kLast = std::to_array<std::string_view>({
    "last one",
    "the last",
    "die letzte",
    "das letzte",
    "der letzte",
    "den letzten",
    "letztes",
    "el ultimo",
    "la ultima",
    "le dernier",
    "la derniere",
    "o ultimo",
    "a ultima",
});
constexpr auto kOther = std::to_array<std::string_view>({
    "the other",
    "other one",
    "das andere",
    "die andere",
    "der andere",
    "den anderen",
    "dem anderen",
    "beim anderen",
    "anderes",
    "el otro",
    "la otra",
    "lautre",
    "o outro",
    "a outra",
    "do outro",
    "da outra",
});
// After one of the above it is no thing from a list.
constexpr auto kNoThing = std::to_array<std::string_view>({
    "week",     "month", "time",    "day",   "night", "year",     "question", "thing", "woche",
    "monat",    "mal",   "frage",   "sache", "jahr",  "semana",   "mes",      "vez",   "cosa",
    "pregunta", "ano",   "semaine", "mois",  "fois",  "question", "chose",    "coisa", "pergunta",
});

bool speaks_of_no_thing(std::span<const Word> words) {
  return has_pattern(words, "a second") || has_pattern(words, "one second") ||
         std::ranges::any_of(words, [](const Word& w) {
           return std::ranges::find(kNoThing, std::string_view(w.text)) != kNoThing.end();
         });
}

}  // namespace

Reference reference_in(std::span<const Word> words) {
  if (words.size() > kMostWordsPointing || speaks_of_no_thing(words)) return {};
  const auto found = std::ranges::find_if(kOrdinals, [&](const Ordinal& o) { return has_pattern(words, o.pattern); });
  if (found != kOrdinals.end()) return {Kind::place, found->place};
  if (has_pattern(words, kLast)) return {Kind::last};
  if (has_pattern(words, kOther)) return {Kind::other};
  return {};
}

}  // namespace parlance::ai::nlu
