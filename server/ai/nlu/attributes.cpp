#include "ai/nlu/attributes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "ai/nlu/state_question.hpp"
#include "base/text/ascii.hpp"
#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

constexpr std::size_t kMostWordsAsking = 10;

constexpr auto kAssignee = std::to_array<std::string_view>({
    // en
    "who .. dealing",
    "whos dealing",
    "who .. working",
    "whos working",
    "who .. handling",
    "whos handling",
    "who .. looking",
    "whos looking",
    "who .. responsible",
    "who .. in charge",
    "whos in charge",
    "who has",
    "whos got",
    "who .. assigned",
    "assigned to",
    "whos on",
    "who takes care",
    "who .. taking care",
    "who owns",
    // de
    "wer .. bearbeitet",
    "wer kummert",
    "wer .. dran",
    "wer .. zustandig",
    "wer arbeitet",
    "wer betreut",
    "wer hat das",
    "wer macht das",
    "bei wem liegt",
    "welcher bearbeiter",
    "welcher mitarbeiter",
    // es
    "quien .. lleva*",
    "quien .. encarg*",
    "quien .. atiend*",
    "quien .. ocup*",
    "quien lo tiene",
    "quien .. trabaja*",
    "quien .. responsable",
    "quien .. gestion*",
    "a quien .. asignado",
    // fr
    "qui .. charge",
    "qui sen .. occupe",
    "qui .. soccupe",
    "qui bosse",
    "qui travaille",
    "mains de qui",
    "qui .. gere",
    "qui .. suit",
    "qui .. traite",
    "qui .. responsable",
    "a qui .. attribue",
    // pt
    "quem .. trata*",
    "quem .. cuida*",
    "quem .. responsavel",
    "quem .. atend*",
    "quem .. trabalha*",
    "quem .. vendo",
    "quem .. encarreg*",
    "com quem esta",
});
// All that a question about it says: with any other word it may be to be changed, or mean something else.
constexpr auto kOfPriority = std::to_array<std::string_view>({
    "and", "what", "whats", "which", "about",  "is",     "its",      "the",       "it",       "this",      "that",
    "has", "does", "have",  "of",    "my",     "ticket", "und",      "welche",    "was",      "ist",       "hat",
    "es",  "die",  "seine", "das",   "vom",    "von",    "y",        "que",       "cual",     "tiene",     "su",
    "la",  "del",  "de",    "et",    "quelle", "est",    "sa",       "a",         "t",        "il",        "du",
    "e",   "qual", "tem",   "sua",   "do",     "o",      "priority", "prioritat", "priorite", "prioridad", "prioridade",
});
bool asks_priority(std::span<const Word> words) {
  const auto fits = [](const Word& word) { return among(kOfPriority, word.text) || is_digit(word.text[0]); };
  return std::ranges::all_of(words, fits) &&
         std::ranges::any_of(words, [](const Word& word) { return word.text.starts_with("priori"); });
}
constexpr auto kStatus = std::to_array<std::string_view>({
    "status",
    "what state",
    "how is it going",
    "hows it going",
    "how does it stand",
    "how is it getting on",
    "welchen stand",
    "wie steht",
    "wie ist der stand",
    "wie weit",
    "que estado",
    "como va",
    "en que va",
    "statut",
    "ou en est",
    "quel etat",
    "como ficou",
    "andamento",
});
constexpr auto kContents = std::to_array<std::string_view>({
    "whats in it",
    "what is in it",
    "what was in",
    "what did i order",
    "what items",
    "was .. drin",
    "was ist da drin",
    "was war .. dabei",
    "inhalt",
    "was hatte ich .. bestellt",
    "que trae",
    "que lleva",
    "que contiene",
    "que viene en",
    "que venia",
    "que incluye",
    "que habia pedido",
    "quoi dedans",
    "dedans",
    "elle contient",
    "javais commande quoi",
    "o que .. vem",
    "o que .. tem nele",
    "o que .. tinha",
    "conteudo",
    "que contem",
});
constexpr auto kTotal = std::to_array<std::string_view>({
    "how much .. that", "how much .. it",      "how much .. this", "what did .. cost", "the total",   "wie viel .. das",
    "wieviel .. das",   "was hat .. gekostet", "wie teuer war",    "gesamtbetrag",     "gesamtpreis", "cuanto me costo",
    "cuanto costo",     "cuanto fue",          "el total",         "elle ma coute",    "ca ma coute", "cetait combien",
    "le total",         "quanto custou",       "quanto ficou",     "quanto paguei",    "o total",
});
constexpr auto kAge = std::to_array<std::string_view>({
    "when was it *",
    "when was this *",
    "when was that *",
    "when did i .. open",
    "when did i .. order",
    "when did i .. create",
    "how old is it",
    "wann wurde .. erstellt",
    "wann wurde .. eroffnet",
    "wann habe ich .. eroffnet",
    "wann habe ich .. bestellt",
    "cuando se creo",
    "cuando lo abri",
    "cuando lo pedi",
    "quand a t .. ete *",
    "quand lai je *",
    "quando foi *",
    "quando abri",
});

}  // namespace

Attribute attribute_of(std::span<const Word> words) {
  if (words.size() > kMostWordsAsking) return Attribute::none;
  if (has_pattern(words, kAssignee)) return Attribute::assignee;
  if (asks_priority(words)) return Attribute::priority;
  if (has_pattern(words, kContents)) return Attribute::contents;
  if (has_pattern(words, kTotal)) return Attribute::total;
  if (has_pattern(words, kAge)) return Attribute::age;
  // "Is it closed?"
  if (has_pattern(words, kStatus) || asks_whether_done(words)) return Attribute::status;
  return Attribute::none;
}

}  // namespace parlance::ai::nlu
