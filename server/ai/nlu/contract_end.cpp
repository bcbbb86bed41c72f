#include "ai/nlu/contract_end.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "ai/nlu/state_question.hpp"
#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

// English, German, Spanish, French, Portuguese. Words that stand beside one another, as "account" and "plan" are said
// of much else.
constexpr auto kLeaving = std::to_array<std::string_view>({
    "cancel .. subscription",
    "cancel .. membership",
    "cancel .. contract",
    "cancel .. newsletter",
    "cancel my plan",
    "cancel the plan",
    "cancel our plan",
    "cancel my account",
    "end my subscription",
    "end my membership",
    "stop my subscription",
    "terminate my *",
    "delete my account",
    "delete the account",
    "close my account",
    "deactivate my account",
    "unsubscribe me",
    "abo .. kundigen",
    "vertrag .. kundigen",
    "konto .. kundigen",
    "abonnement .. kundigen",
    "mitgliedschaft .. kundigen",
    "kundige mein*",
    "kundige hiermit",
    "abo beenden",
    "konto loschen",
    "losche mein konto",
    "cancelar mi suscripcion",
    "cancelar mi cuenta",
    "cancelar mi plan",
    "cancelar mi membresia",
    "darme de baja",
    "darnos de baja",
    "dame de baja",
    "eliminar mi cuenta",
    "borrar mi cuenta",
    "cerrar mi cuenta",
    "resilier",
    "resiliez",
    "resilie mon *",
    "annuler mon abonnement",
    "annuler mon compte",
    "supprimer mon compte",
    "fermer mon compte",
    "cancelar minha assinatura",
    "cancelar a minha assinatura",
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

}  // namespace

bool ends_contract(const std::vector<Word>& words) {
  const auto refuses = [](const Word& word) { return among(kRefusing, word.text); };
  return has_pattern(words, kLeaving) && std::ranges::none_of(words, refuses) && !asks_whether_done(words);
}

}  // namespace parlance::ai::nlu
