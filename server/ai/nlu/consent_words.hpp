#pragma once
#include <array>
#include <string_view>

// What an agreement is put together of, as `words` folds it: whole phrases, so that a word of a yes in a question or in
// a condition is none. English, German, French, Spanish, Portuguese.
namespace parlance::ai::nlu {

inline constexpr auto kAgreeing = std::to_array<std::string_view>(
    {"yes", "yep", "yeah", "yup", "yea", "yess", "sure", "sure thing", "ok", "okay", "okey", "k", "kk", "alright",
     "all right", "alright then", "correct", "right", "that is right", "thats right", "that is correct",
     "thats correct", "exactly", "absolutely", "definitely", "certainly", "affirmative", "fine", "thats fine",
     "that is fine", "fine by me", "fine with me", "works for me", "that works", "agreed", "i agree", "confirm",
     "confirmed", "i confirm", "of course", "indeed", "proceed", "aye", "go ahead", "go for it", "go on", "do it",
     "lets do it", "do that", "do so", "please do", "sounds good", "looks good", "by all means", "why not", "i do",
     "hell yeah", "yes sir", "i am sure", "im sure", "you may", "you can do it", "that one", "i would like that",
     "id like that", "id love to", "i would love to", "thats the one", "perfect",
     // de
     "ja", "jawohl", "jo", "jep", "jup", "jap", "jaa", "jaaa", "klar", "genau", "passt", "das passt", "stimmt",
     "das stimmt", "richtig", "das ist richtig", "einverstanden", "in ordnung", "geht klar", "alles klar",
     "auf jeden fall", "unbedingt", "ich bin sicher", "mach das", "mach es", "mach mal", "mach ruhig", "mach bitte",
     "machen sie das", "machen sie es", "machen sie mal", "tu das", "tu es", "tun sie das", "tun sie es", "nur zu",
     "los", "los gehts", "sehr gern", "sehr gerne", "gern", "gerne", "aber gern", "aber gerne", "aber ja", "ja doch",
     "na klar", "aber klar", "naturlich", "natuerlich", "bestatige", "ich bestatige", "perfekt", "kannst du machen",
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
// Before an agreement; nothing by themselves.
inline constexpr auto kLeadIns = std::to_array<std::string_view>(
    {"well", "oh",  "um",    "hmm",  "ah",  "actually", "sorry", "great", "good",  "just",
     "ach",  "gut", "super", "dann", "bon", "bueno",    "bien",  "bom",   "entao", "so"});
// Anywhere beside one.
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
                                                                     "mate",
                                                                     "for me",
                                                                     "bitte",
                                                                     "danke",
                                                                     "danke schon",
                                                                     "dankeschon",
                                                                     "vielen dank",
                                                                     "jetzt",
                                                                     "mal",
                                                                     "svp",
                                                                     "merci",
                                                                     "merci beaucoup",
                                                                     "sil vous plait",
                                                                     "sil te plait",
                                                                     "por favor",
                                                                     "porfa",
                                                                     "gracias",
                                                                     "muchas gracias",
                                                                     "ahora",
                                                                     "obrigado",
                                                                     "obrigada",
                                                                     "agora",
                                                                     "se faz favor",
                                                                     "muito obrigado",
                                                                     "muito obrigada"});
// Between two parts of it.
inline constexpr auto kJoiningParts = std::to_array<std::string_view>({"and", "und", "et", "y", "e"});
// Made of such phrases, and none.
inline constexpr auto kNoYes = std::to_array<std::string_view>(
    {"yeah right", "oh right", "na ja", "ach ja", "venga ya", "please confirm", "pls confirm", "plz confirm",
     "confirm please", "confirm pls", "por favor confirme", "confirme por favor", "bitte bestatige"});
// What agrees beside a word of thanks too; with another one, such as "ok", that ends the matter.
inline constexpr auto kFirm = std::to_array<std::string_view>({"yes",
                                                               "yep",
                                                               "yeah",
                                                               "yup",
                                                               "yea",
                                                               "yess",
                                                               "absolutely",
                                                               "definitely",
                                                               "certainly",
                                                               "go ahead",
                                                               "go for it",
                                                               "please do",
                                                               "do it",
                                                               "do that",
                                                               "of course",
                                                               "confirm",
                                                               "confirmed",
                                                               "i confirm",
                                                               "by all means",
                                                               "ja",
                                                               "jawohl",
                                                               "jep",
                                                               "jup",
                                                               "jap",
                                                               "mach das",
                                                               "machen sie das",
                                                               "auf jeden fall",
                                                               "unbedingt",
                                                               "gern",
                                                               "gerne",
                                                               "sehr gern",
                                                               "sehr gerne",
                                                               "oui",
                                                               "ouais",
                                                               "allez y",
                                                               "vas y",
                                                               "volontiers",
                                                               "avec plaisir",
                                                               "bien sur",
                                                               "je veux bien",
                                                               "si",
                                                               "adelante",
                                                               "hazlo",
                                                               "hagalo",
                                                               "claro que si",
                                                               "por supuesto",
                                                               "sim",
                                                               "pode",
                                                               "pode ser",
                                                               "com certeza",
                                                               "claro que sim",
                                                               "confirmo",
                                                               "confirme"});
// Spanish "si" without its accent is a yes at the end, before a sign, and before one of these; else it may be "if".
inline constexpr auto kBehindSi = std::to_array<std::string_view>(
    {"por",       "porfa",     "gracias", "claro",   "dale",     "adelante", "hazlo",    "hagalo",   "cancelalo",
     "cancelala", "cancelelo", "cancela", "cancele", "cancelar", "anulalo",  "cierralo", "cierrelo", "cierra",
     "cierre",    "cerrar",    "crealo",  "crear",   "anadelo",  "anadir",   "senor",    "senora",   "please"});
// At the question whether to do it they are a no; said otherwise they tell something.
inline constexpr auto kRefusingIt = std::to_array<std::string_view>({"hold on no",
                                                                     "leave it open",
                                                                     "keep it open",
                                                                     "thats the wrong one",
                                                                     "its not solved",
                                                                     "noch nicht",
                                                                     "offen lassen",
                                                                     "bitte offen lassen",
                                                                     "lass es offen",
                                                                     "lassen sie es offen",
                                                                     "tu das nicht",
                                                                     "ich will das nicht",
                                                                     "todavia no",
                                                                     "aun no",
                                                                     "por supuesto que no",
                                                                     "para nada",
                                                                     "ni hablar",
                                                                     "ese no",
                                                                     "pas encore",
                                                                     "laisse ouvert",
                                                                     "laissez le ouvert",
                                                                     "certainement pas",
                                                                     "bien sur que non",
                                                                     "oui mais non",
                                                                     "pas celui la",
                                                                     "ne faites rien",
                                                                     "ainda nao",
                                                                     "deixa aberto",
                                                                     "com certeza nao",
                                                                     "sim mas nao",
                                                                     "esse nao",
                                                                     "nooo",
                                                                     "noo"});

inline constexpr auto kThumbsUp = std::to_array<std::string_view>({"👍", "👌", "✅", "✔"});
inline constexpr auto kThumbsDown =
    std::to_array<std::string_view>({"👎", "❌", "🚫", "🛑", "✋", "✖", "🙄", "🤔", "🤷"});

}  // namespace parlance::ai::nlu
