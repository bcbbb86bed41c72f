#pragma once
#include <array>
#include <string_view>

// What an agreement is put together of, as `words` folds it: whole phrases, so that a word of a yes in a question or in
// a condition is none. English, German, French, Spanish, Portuguese.
namespace parlance::ai::nlu {

inline constexpr auto kAgreeing = std::to_array<std::string_view>(
    {"yes", "yep", "yeah", "yup", "yea", "yess", "y", "sure", "sure thing", "ok", "okay", "okey", "k", "kk", "alright",
     "all right", "alright then", "correct", "right", "that is right", "thats right", "that is correct",
     "thats correct", "exactly", "absolutely", "definitely", "certainly", "affirmative", "fine", "thats fine",
     "that is fine", "fine by me", "fine with me", "works for me", "that works", "agreed", "i agree", "confirm",
     "confirmed", "i confirm", "of course", "indeed", "proceed", "aye", "go ahead", "go for it", "go on", "do it",
     "do that", "do so", "please do", "sounds good", "looks good", "by all means", "why not", "i do", "hell yeah",
     "yes sir", "i am sure", "im sure", "you may", "you can do it", "that one", "i would like that", "id like that",
     "id love to", "i would love to", "thats the one", "perfect",
     // de
     "ja", "jawohl", "jo", "jep", "jup", "jap", "jaa", "jaaa", "klar", "genau", "passt", "das passt", "stimmt",
     "das stimmt", "richtig", "das ist richtig", "einverstanden", "in ordnung", "geht klar", "alles klar",
     "auf jeden fall", "unbedingt", "ich bin sicher", "mach das", "mach es", "mach mal", "mach ruhig", "mach bitte",
     "machen sie das", "machen sie es", "machen sie mal", "tu das", "tu es", "tun sie das", "tun sie es", "nur zu",
     "los", "los gehts", "sehr gern", "sehr gerne", "gern", "gerne", "aber gern", "aber gerne", "aber ja", "ja doch",
     "na klar", "aber klar", "naturlich", "bestatige", "ich bestatige", "perfekt", "kannst du machen",
     "konnen sie machen",
     // fr
     "oui", "ouais", "daccord", "volontiers", "parfait", "exact", "confirme", "je confirme", "vas y", "allez y",
     "faites le", "fais le", "cest bon", "tout a fait", "absolument", "ca marche", "ca me va", "entendu", "tres bien",
     "cest ca", "avec plaisir", "bien sur", "je veux bien", "oui je veux",
     // es
     "si", "claro", "vale", "dale", "dale nomas", "venga", "adelante", "perfecto", "correcto", "es correcto", "exacto",
     "confirmo", "esta bien", "de acuerdo", "estoy de acuerdo", "por supuesto", "claro que si", "desde luego", "hazlo",
     "hagalo", "obvio", "sip",
     // pt
     "sim", "isso", "isso mesmo", "e isso", "e isso mesmo", "isso ai", "pode", "podes", "pode ser", "pode fazer",
     "faz isso", "faca isso", "tudo bem", "tudo certo", "ta bom", "ta bem", "esta bem", "beleza", "blz", "combinado",
     "certo", "bora", "vai em frente", "manda ver", "claro que sim", "com certeza", "positivo"});
// Beside an agreement; nothing by themselves.
inline constexpr auto kCourtesies = std::to_array<std::string_view>({"please",
                                                                     "pls",
                                                                     "plz",
                                                                     "thanks",
                                                                     "thx",
                                                                     "thank you",
                                                                     "thanks a lot",
                                                                     "thank you very much",
                                                                     "very much",
                                                                     "so much",
                                                                     "now",
                                                                     "right now",
                                                                     "then",
                                                                     "just",
                                                                     "well",
                                                                     "oh",
                                                                     "um",
                                                                     "hmm",
                                                                     "ah",
                                                                     "actually",
                                                                     "sorry",
                                                                     "great",
                                                                     "good",
                                                                     "mate",
                                                                     "bitte",
                                                                     "danke",
                                                                     "danke schon",
                                                                     "dankeschon",
                                                                     "vielen dank",
                                                                     "jetzt",
                                                                     "ach",
                                                                     "gut",
                                                                     "super",
                                                                     "dann",
                                                                     "mal",
                                                                     "svp",
                                                                     "merci",
                                                                     "merci beaucoup",
                                                                     "sil vous plait",
                                                                     "sil te plait",
                                                                     "ah",
                                                                     "bon",
                                                                     "por favor",
                                                                     "porfa",
                                                                     "gracias",
                                                                     "muchas gracias",
                                                                     "ahora",
                                                                     "bueno",
                                                                     "bien",
                                                                     "obrigado",
                                                                     "obrigada",
                                                                     "agora",
                                                                     "se faz favor",
                                                                     "muito obrigado",
                                                                     "muito obrigada",
                                                                     "entao",
                                                                     "bom"});
// Between two parts of it.
inline constexpr auto kJoiningParts = std::to_array<std::string_view>({"and", "und", "et", "y", "e"});
// Said in earnest it would be a yes.
inline constexpr auto kNoYes = std::to_array<std::string_view>({"yeah right", "na ja", "venga ya", "please confirm"});
// "If", where neither an accent nor a comma says "yes".
inline constexpr auto kIf = std::to_array<std::string_view>({"si cest", "si esta", "si es", "si ca", "si ya"});
// Said beside a word of thanks they end the matter.
inline constexpr auto kWeakAgreeing = std::to_array<std::string_view>(
    {"ok",        "okay",  "fine",    "right",    "sure",      "alright",    "perfect",   "perfekt", "klar",
     "genau",     "passt", "daccord", "parfait",  "tres bien", "cest bon",   "claro",     "vale",    "perfecto",
     "esta bien", "certo", "beleza",  "tudo bem", "ta bom",    "alles klar", "in ordnung"});

inline constexpr auto kThumbsUp = std::to_array<std::string_view>({"👍", "👌", "✅", "✔"});
inline constexpr auto kThumbsDown = std::to_array<std::string_view>({"👎", "❌", "🚫", "🛑", "✋", "✖"});

}  // namespace parlance::ai::nlu
