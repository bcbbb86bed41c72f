#pragma once
#include <array>
#include <string_view>

#include "ai/nlu/intents.hpp"

// What negation is made of in each language, as `words` folds it. Verbs by their beginnings.
namespace parlance::ai::nlu {

// They stand before what they negate, and some after it too.
inline constexpr auto kNegations = std::to_array<std::string_view>(
    {"dont",  "not",   "never", "no",     "without", "nicht", "kein", "keine", "keinen", "nie", "niemals",
     "nunca", "jamas", "pas",   "jamais", "nao",     "sin",   "sem",  "sans",  "ohne",   "nem", "ni"});
inline constexpr auto kNegatesBackward = std::to_array<std::string_view>({"nicht", "pas"});
// A message that ends with one of them takes back what it says.
inline constexpr auto kLastNo = std::to_array<std::string_view>({"no", "nope", "nein", "non", "nao"});
inline constexpr auto kWishes = std::to_array<std::string_view>(
    {"want", "need", "rather", "besoin", "envie", "mochte", "mochten", "ask", "asked", "like", "wish", "quiero",
     "quisiera", "necesito", "veux", "voudrais", "quero", "preciso", "queria"});
inline constexpr auto kBreaks = std::to_array<std::string_view>(
    {"and",  "but", "please", "so",     "then", "because", "anymore", "und",   "aber", "sondern", "weil",
     "mehr", "y",   "pero",   "porque", "mas",  "et",      "mais",    "parce", "plus", "por",     "bitte"});

// "don't connect me to an agent", other than "it is not working, I need an agent" without its comma.
inline constexpr auto kConnecting =
    std::to_array<std::string_view>({"connect", "transfer", "put", "get", "pass", "give", "bring", "send", "let"});
// Before "not", of something else than who writes: "the door does not open".
inline constexpr auto kAuxiliaries = std::to_array<std::string_view>({"does", "did", "will", "can", "could"});
// Who writes, or what stands between them and "refuse": "the shop refuses" refuses nothing.
inline constexpr auto kOneself = std::to_array<std::string_view>({"i", "we", "id", "you", "je", "am", "must"});
// No call is wanted, whatever else is.
inline constexpr auto kNoCall =
    std::to_array<std::string_view>({"rufen .. nicht an", "ruf .. nicht an", "ruft .. nicht an", "ne mappele* pas",
                                     "no me llam*", "nao me lig*", "besoin de personne", "dont call", "not call me"});
// With a verb of asking they negate: "I didn't ask you to cancel". Else they tell what did not happen.
inline constexpr auto kDidNot = std::to_array<std::string_view>({"didnt", "havent", "hadnt"});
inline constexpr auto kAsking =
    std::to_array<std::string_view>({"ask", "asked", "want", "wanted", "request", "requested"});
// Whatever stands between them and the act.
inline constexpr auto kByNoMeans = std::to_array<std::string_view>(
    {"under any circumstances", "under no circumstances", "auf keinen fall", "auf gar keinen fall", "surtout pas",
     "en aucun cas", "bajo ningun concepto", "de ninguna manera", "de jeito nenhum", "em hipotese alguma"});

struct Act {
  std::string_view intent, verb;
};
inline constexpr auto kActs = std::to_array<Act>({
    {intent::kHuman, "call"},
    {intent::kHuman, "anruf*"},
    {intent::kHuman, "human"},
    {intent::kHuman, "person"},
    {intent::kHuman, "agent"},
    {intent::kHuman, "persona"},
    {intent::kHuman, "personne"},
    {intent::kHuman, "someone"},
    {intent::kHuman, "somebody"},
    {intent::kHuman, "pessoa"},
    {intent::kHuman, "representative"},
    {intent::kHuman, "operator"},
    {intent::kHuman, "people"},
    {intent::kHuman, "mensch*"},
    {intent::kHuman, "mitarbeiter*"},
    {intent::kHuman, "agente"},
    {intent::kHuman, "humain"},
    {intent::kHuman, "jemand*"},
    {intent::kHuman, "quelquun"},
    {intent::kHuman, "alguien"},
    {intent::kHuman, "alguem"},
    {intent::kHuman, "telefonier*"},
    {intent::kHuman, "dhumain"},
    {intent::kCancelOrder, "dannul*"},
    {intent::kHuman, "humano"},
    {intent::kHuman, "conseiller"},
    {intent::kHuman, "atendente"},
    {intent::kCancelOrder, "cancel*"},
    {intent::kCancelOrder, "stornier*"},
    {intent::kCancelOrder, "annul*"},
    {intent::kCancelOrder, "nannul*"},
    {intent::kCancelOrder, "lannul*"},
    {intent::kCancelOrder, "anul*"},
    {intent::kCancelOrder, "storno"},
    {intent::kCreateTicket, "open"},
    {intent::kCreateTicket, "create"},
    {intent::kCreateTicket, "raise"},
    {intent::kCreateTicket, "file"},
    {intent::kCreateTicket, "submit"},
    {intent::kCreateTicket, "ticket"},
    {intent::kRefund, "refund*"},
    {intent::kRefund, "erstatt*"},
    {intent::kRefund, "reembols*"},
    {intent::kRefund, "rembours*"},
    {intent::kTicketStatus, "comment"},
    {intent::kTicketStatus, "note"},
    {intent::kTicketStatus, "close"},
    {intent::kTicketStatus, "reopen"},
    {intent::kTicketStatus, "delete"},
    {intent::kTicketStatus, "change"},
    {intent::kTicketStatus, "schliess*"},
    {intent::kTicketStatus, "zumachen"},
    {intent::kTicketStatus, "cierr*"},
    {intent::kTicketStatus, "cerr*"},
    {intent::kTicketStatus, "ferm*"},
    {intent::kTicketStatus, "clotur*"},
    {intent::kTicketStatus, "zuzumachen"},
    {intent::kTicketStatus, "fech*"},
    {intent::kTicketStatus, "encerr*"},
});

}  // namespace parlance::ai::nlu
