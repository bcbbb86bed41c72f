#include "ai/nlu/contract_end.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "ai/nlu/state_question.hpp"
#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

// English, Spanish, French, Portuguese: before what is to end, up to so many words.
constexpr std::ptrdiff_t kReach = 5;
constexpr auto kEnding = std::to_array<std::string_view>(
    {"cancel", "cancelling", "canceling", "end", "ending", "stop", "quit", "terminate", "discontinue", "cancelar",
     "cancela", "cancele", "anular", "terminar", "annuler", "annulez", "arreter", "encerrar"});
// German: on either side of it.
constexpr auto kEndingGerman = std::to_array<std::string_view>(
    {"kundigen", "kundige", "beenden", "beende", "stornieren", "abbestellen", "abbestelle", "abmelden"});
constexpr auto kContracts = std::to_array<std::string_view>(
    {"subscription",   "subscriptions", "membership",  "memberships",   "contract",    "contracts", "newsletter",
     "newsletters",    "abo",           "abos",        "abonnement",    "abonnements", "vertrag",   "vertrage",
     "mitgliedschaft", "konto",         "suscripcion", "suscripciones", "membresia",   "contrato",  "contratos",
     "assinatura",     "assinaturas",   "contrat",     "contrats",      "adhesion"});
// Words that stand beside one another, as "account" and "plan" are said of much else.
constexpr auto kLeaving = std::to_array<std::string_view>({
    "unsubscribe",
    "cancel my plan",
    "cancel the plan",
    "cancel our plan",
    "cancel my account",
    "terminate my *",
    "delete my account",
    "delete the account",
    "close my account",
    "deactivate my account",
    "kundige mein*",
    "kundige hiermit",
    "konto loschen",
    "losche mein konto",
    "cancelar mi cuenta",
    "cancelar mi plan",
    "darme de baja",
    "darnos de baja",
    "dame de baja",
    "eliminar mi cuenta",
    "borrar mi cuenta",
    "cerrar mi cuenta",
    "resilier",
    "resiliez",
    "resilie mon *",
    "me desabonner",
    "annuler mon compte",
    "supprimer mon compte",
    "fermer mon compte",
    "cancelar minha conta",
    "cancelar meu plano",
    "rescindir",
    "excluir minha conta",
    "apagar minha conta",
    "encerrar minha conta",
    "eliminar a minha conta",
});
constexpr auto kRefusing = std::to_array<std::string_view>(
    {"not", "dont", "never", "nicht", "kein", "keine", "keinen", "nie", "no", "nunca", "ne", "pas", "jamais", "nao"});

bool ends_named_contract(const std::vector<Word>& words) {
  const auto at = [&](const auto& list) {
    return std::ranges::find_if(words, [&](const Word& word) { return among(list, word.text); });
  };
  const auto contract = at(kContracts);
  if (contract == words.end()) return false;
  const auto ending = at(kEnding), german = at(kEndingGerman);
  return (ending < contract && contract - ending <= kReach) ||
         (german != words.end() && std::abs(contract - german) <= kReach);
}

}  // namespace

bool ends_contract(const std::vector<Word>& words) {
  const auto refuses = [](const Word& word) { return among(kRefusing, word.text); };
  return (ends_named_contract(words) || has_pattern(words, kLeaving)) && std::ranges::none_of(words, refuses) &&
         !asks_whether_done(words);
}

}  // namespace parlance::ai::nlu
