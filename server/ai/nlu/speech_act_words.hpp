#pragma once
#include <array>
#include <string_view>

// What short answers are made of in each language, as `words` folds it.
namespace parlance::ai::nlu {

inline constexpr auto kYes =
    std::to_array<std::string_view>({"yes",        "yep",        "yeah",      "yup",           "ya",       "y",
                                     "sure",       "ok",         "okay",      "correct",       "right",    "exactly",
                                     "absolutely", "definitely", "certainly", "affirmative",   "fine",     "agreed",
                                     "confirm",    "confirmed",  "course",    "indeed",        "proceed",  "aye",
                                     "ja",         "jawohl",     "jo",        "jep",           "klar",     "genau",
                                     "passt",      "stimmt",     "richtig",   "einverstanden", "oui",      "ouais",
                                     "daccord",    "volontiers", "parfait",   "exact",         "confirme", "si",
                                     "claro",      "vale",       "dale",      "venga",         "adelante", "perfecto",
                                     "correcto",   "confirmo",   "sim",       "isso",          "pode",     "podes",
                                     "beleza",     "combinado",  "certo"});
inline constexpr auto kNo =
    std::to_array<std::string_view>({"no", "nope", "nah", "n", "not", "dont", "negative", "wrong", "incorrect", "nein",
                                     "nee", "ne", "no", "nicht", "non", "pas", "nao", "tampoco"});
inline constexpr auto kAbandon = std::to_array<std::string_view>(
    {"cancel",   "stop",      "abort",   "nevermind", "never",   "forget",  "quit",     "leave",
     "changed",  "abbrechen", "vergiss", "annuler",   "oubliez", "oublie",  "olvidalo", "olvida",
     "olvidelo", "dejalo",    "dejelo",  "esquece",   "esqueca", "cancelar"});
inline constexpr auto kFiller = std::to_array<std::string_view>(
    {"please", "pls", "plz", "porfa", "thanks", "thank", "you", "do", "it", "that", "thats", "this", "is", "of", "go",
     "ahead", "create", "open", "send", "add", "i", "would", "like", "love", "more", "details", "the", "to", "a", "me",
     "tell", "show", "for", "now", "mind", "very", "much", "all", "good", "sounds", "great", "lets", "ticket", "about",
     "id", "just", "not", "well", "oh", "um", "and", "really", "today", "be", "with", "comment", "perfect", "actually",
     "yet", "sorry", "but", "my", "hmm", "wait", "oops", "close",
     // de
     "bitte", "danke", "gern", "gerne", "mach", "machen", "sie", "das", "es", "so", "mal", "nur", "zu", "schliessen",
     "gut", "ist", "doch", "jetzt", "erst", "ach", "los", "warte", "moment", "erzahl", "anlegen", "hinzufugen",
     // fr
     "merci", "svp", "vas", "y", "allez", "je", "veux", "bien", "cest", "bon", "le", "la", "les", "fermez", "ferme",
     "faites", "fais", "bah", "ca", "va", "attends", "attendez", "sil", "vous", "te", "plait", "creer", "ajouter",
     // es, pt
     "por", "favor", "gracias", "lo", "cuentame", "cierralo", "cierrelo", "esta", "hazlo", "ahora", "agora", "obrigado",
     "obrigada", "fechar", "fecha", "ser", "mesmo", "conta", "entao", "quero", "quiero", "que", "e", "o", "faz", "tudo",
     "bem", "espera", "espere", "momento", "crear", "anadir", "criar", "adicionar"});
// Who says no more than such a yes and thanks is done with it.
inline constexpr auto kWeakYes =
    std::to_array<std::string_view>({"ok", "okay", "fine", "right", "sure", "vale", "certo", "beleza", "perfecto",
                                     "parfait", "passt", "daccord", "claro", "klar", "genau"});
inline constexpr auto kThanks =
    std::to_array<std::string_view>({"thanks", "thank", "danke", "merci", "gracias", "obrigado", "obrigada"});
inline constexpr auto kGoAhead = std::to_array<std::string_view>(
    {"go ahead",  "do it",    "sounds good", "please do", "tell me",  "create it",      "open it", "more details",
     "vas y",     "allez y",  "faites le",   "cest bon",  "mach das", "machen sie das", "hazlo",   "cuentame",
     "esta bien", "pode ser", "faz isso",    "tudo bem",  "ca va",    "sehr gern",      "gerne"});

inline constexpr auto kYesAsAWhole = std::to_array<std::string_view>(
    {"na klar", "aber klar", "por supuesto", "com certeza", "yeah pls", "yes pls", "bien sur", "naturlich",
     "claro que si", "desde luego", "thats right go on", "go on"});
inline constexpr auto kNoAsAWhole = std::to_array<std::string_view>({"no way",          "hell no",
                                                                     "better not",      "rather not",
                                                                     "id rather not",   "i dont think so",
                                                                     "maybe later",     "not now",
                                                                     "later",           "lieber nicht",
                                                                     "auf keinen fall", "bloss nicht",
                                                                     "spater",          "vielleicht spater",
                                                                     "mejor no",        "de ninguna manera",
                                                                     "mas tarde",       "ahora no",
                                                                     "melhor nao",      "de jeito nenhum",
                                                                     "mais tarde",      "agora nao",
                                                                     "plutot pas",      "surtout pas",
                                                                     "plus tard",       "euh non finalement",
                                                                     "pas maintenant"});

// Said of what is under way, whatever else is said with it.
inline constexpr auto kGivingUp = std::to_array<std::string_view>({
    "never mind",       "nevermind",       "forget it",      "forget that",       "leave it",       "leave that",
    "drop it",          "keep it",         "keep that",      "changed my mind",   "scrap that",     "not any more",
    "lets not",         "lassen wir",      "lass mal",       "lass gut sein",     "lass es",        "lassen sie es",
    "vergiss es",       "vergessen sie",   "vergiss das",    "hat sich erledigt", "doch nicht",     "anders uberlegt",
    "ich behalte",      "doch noch nicht", "erst mal nicht", "olvidalo",          "olvidelo",       "olvidalo",
    "dejalo",           "dejelo",          "mejor no",       "me lo quedo",       "cambie de idea", "cambie de opinion",
    "ya no hace falta", "no hace falta",   "da igual",       "laisse tomber",     "laissez tomber", "oublie",
    "oubliez",          "je la garde",     "je le garde",    "on verra",          "change davis",   "pas la peine",
    "finalement non",   "ca ira",          "deixa pra la",   "deixe pra la",      "deixa para la",  "deixe la",
    "deixa estar",      "esquece",         "esqueca",        "mudei de ideia",    "fico com ele",   "fico com ela",
    "ja nao e preciso", "nao e preciso",   "nao precisa",    "deixa quieto",
});

}  // namespace parlance::ai::nlu
