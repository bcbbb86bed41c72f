#include "ai/nlu/consent.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "ai/nlu/speech_act_words.hpp"
#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t kLongest = 9;  // words
constexpr std::string_view kQuestionMarks[] = {"?", "¿", "？", "؟"};

// What may stand beside a yes and takes nothing back.
constexpr auto kBesideAYes = std::to_array<std::string_view>(
    {"please", "pls", "thanks", "thank", "you", "do", "it", "that", "thats", "this", "is", "of", "go", "ahead", "the",
     "for", "me", "now", "very", "much", "all", "good", "sounds", "great", "lets", "just", "well", "oh", "and",
     "really", "today", "perfect", "actually", "sorry", "i", "would", "like", "love", "so", "to", "am", "im", "my",
     // de
     "bitte", "danke", "gern", "gerne", "mach", "machen", "sie", "das", "es", "so", "mal", "nur", "zu", "gut", "ist",
     "doch", "jetzt", "los", "na", "aber", "bin", "ich", "sehr", "dir", "ihnen", "geht", "klar", "ordnung", "in", "tun",
     "tu",
     // fr
     "merci", "svp", "vas", "y", "allez", "je", "veux", "bien", "cest", "bon", "le", "la", "les", "faites", "fais",
     "sil", "vous", "te", "plait", "sur", "maintenant", "tout", "suite", "de",
     // es, pt
     "por", "favor", "gracias", "lo", "esta", "hazlo", "ahora", "agora", "obrigado", "obrigada", "ser", "mesmo",
     "entao", "quero", "quiero", "e", "o", "faz", "faca", "isso", "tudo", "bem", "supuesto", "acuerdo", "com",
     "certeza", "el", "a", "os", "hagalo", "ya", "ticket", "order", "die", "bestellung", "commande", "pedido"});
// With one of these it is no plain yes.
constexpr auto kDoubts =
    std::to_array<std::string_view>({"do you", "please confirm", "bitte bestatigen", "thats all", "that is all",
                                     "is that", "is it", "is this", "would it", "would that", "ist das", "ist es",
                                     "stimmt das", "e tudo", "si je", "o que", "for now", "it is fine", "its fine"});
// A yes of which no word is one by itself.
constexpr auto kToldOtherwise = std::to_array<std::string_view>(
    {"go ahead",          "do it",      "do that",        "do so",      "sounds good", "please do",
     "mach das",          "mach es",    "machen sie das", "tu das",     "vas y",       "allez y",
     "faites le",         "cest bon",   "hazlo",          "hagalo",     "esta bien",   "pode ser",
     "faz isso",          "faca isso",  "tudo bem",       "sehr gern",  "gerne",       "gern",
     "geht klar",         "in ordnung", "por supuesto",   "de acuerdo", "com certeza", "bien sur",
     "i would like that", "na klar"});

constexpr auto kOpenVerbs = std::to_array<std::string_view>(
    {"open",      "create", "send",   "submit", "make",  "one",     "offnen", "anlegen", "erstellen",
     "aufmachen", "ouvrir", "ouvrez", "creer",  "creez", "envoyez", "crear",  "crea",    "crealo",
     "abre",      "abrir",  "abrelo", "enviar", "criar", "crie",    "abra",   "abre"});
constexpr auto kCommentVerbs = std::to_array<std::string_view>(
    {"add", "send", "post", "comment", "hinzufugen", "senden", "ajouter", "ajoutez", "ajoute", "anadir", "anade",
     "anadelo", "agregar", "adicionar", "adicione", "adiciona", "comentario", "kommentar", "commentaire"});
constexpr auto kCloseVerbs = std::to_array<std::string_view>(
    {"close", "schliessen", "schliess", "schliesse", "zumachen", "fermer", "fermez", "ferme", "cerrar", "cierra",
     "cierralo", "cierrelo", "fechar", "fecha", "feche", "encerrar", "encerre"});
constexpr auto kCancelVerbs = std::to_array<std::string_view>(
    {"cancel", "stornieren", "storniere", "stornier", "annuler", "annulez", "annule", "lannuler", "cancelar", "cancela",
     "cancele", "cancelalo", "cancelala", "cancelelo", "cancelela", "anular", "anula", "anulalo"});
constexpr auto kHandOverWords = std::to_array<std::string_view>(
    {"connect", "pass", "transfer", "human", "person", "agent", "team", "someone", "mensch", "menschen", "mitarbeiter",
     "humain", "agente", "persona", "humano", "pessoa"});

// Said without a yes. One word alone may be meant for the conversation: "cancel".
constexpr auto kCancelIt = std::to_array<std::string_view>(
    {"cancel it",         "cancel the order",  "cancel my order",  "cancel this order", "cancel order",
     "please cancel",     "stornieren",        "storniere",        "stornier",          "annulez *",
     "annule la",         "annule le",         "lannuler",         "cancelalo",         "cancelala",
     "cancelelo",         "cancelela",         "cancela o pedido", "cancele o pedido",  "cancelar o pedido",
     "cancela el pedido", "cancele el pedido", "anula el pedido",  "anulalo",           "cancela lo",
     "cancela la"});
constexpr auto kCancelAlone = std::to_array<std::string_view>({"cancel", "cancelar", "annuler"});

Words said_of(Change change) {
  switch (change) {
    case Change::open_ticket:
      return kOpenVerbs;
    case Change::comment:
      return kCommentVerbs;
    case Change::close:
      return kCloseVerbs;
    case Change::cancel:
      return kCancelVerbs;
    case Change::hand_over:
      return kHandOverWords;
  }
  return {};
}

bool has_question_mark(std::string_view text) {
  return std::ranges::any_of(kQuestionMarks, [&](std::string_view mark) { return text.contains(mark); });
}

bool is_whole(const std::vector<Word>& words, Words patterns) {
  return std::ranges::any_of(patterns, [&](std::string_view pattern) {
    return static_cast<std::size_t>(std::ranges::count(pattern, ' ')) + 1 == words.size() &&
           stands_at(words, 0, pattern);
  });
}

// "Close it please": its verb, and more than that.
bool says_the_change(const std::vector<Word>& words, Change change) {
  if (change == Change::cancel) return has_pattern(words, kCancelIt);
  return words.size() > 1 && among(said_of(change), words.front().text);
}

}  // namespace

bool consents(std::string_view text, const std::vector<Word>& words, Change change) {
  if (words.empty() || words.size() > kLongest || has_question_mark(text) || has_pattern(words, kDoubts)) return false;
  if (is_whole(words, kYesAsAWhole)) return true;
  const auto own = said_of(change);
  const bool nothing_else = std::ranges::all_of(words, [&](const Word& word) {
    return among(kYes, word.text) || among(kBesideAYes, word.text) || among(own, word.text);
  });
  if (!nothing_else) return false;
  const bool thanks = std::ranges::any_of(words, [](const Word& word) { return among(kThanks, word.text); });
  const bool yes = std::ranges::any_of(
      words, [&](const Word& word) { return among(kYes, word.text) && !(thanks && among(kWeakYes, word.text)); });
  return yes || has_pattern(words, kToldOtherwise) || says_the_change(words, change) ||
         (words.size() == 1 && words.front().text == "please");
}

bool asks_to_cancel(const std::vector<Word>& words) {
  return has_pattern(words, kCancelIt) ||
         std::ranges::any_of(words, [](const Word& word) { return among(kCancelAlone, word.text); });
}

bool asks_to_close(const std::vector<Word>& words) {
  return std::ranges::any_of(words, [](const Word& word) { return among(kCloseVerbs, word.text); });
}

}  // namespace parlance::ai::nlu
