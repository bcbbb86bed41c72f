#include "ai/nlu/contract_end.hpp"

#include <array>
#include <string_view>

#include "base/text/patterns.hpp"

namespace parlance::ai::nlu {
namespace {

// Of contracts alone. English, German, Spanish, French, Portuguese.
constexpr auto kEnding = std::to_array<std::string_view>({
    "terminate .. contract",
    "kundigen",
    "kundige",
    "kundigung",
    "de baja",
    "rescindir",
    "resilier",
    "resiliation",
    "rescisao",
    "delete .. account",
    "close .. account",
    "remove .. account",
    "konto .. losch*",
    "account .. losch*",
    "losch* .. konto",
    "elimin* .. cuenta",
    "borrar .. cuenta",
    "cerrar .. cuenta",
    "supprim* .. compte",
    "ferm* .. compte",
    "exclu* .. conta",
    "apagar .. conta",
    "encerrar .. conta",
    "eliminar .. conta",
});
// Of orders too.
constexpr auto kCancelling = std::to_array<std::string_view>({"cancel*", "stornier*", "annul*", "anul*"});
constexpr auto kContracts = std::to_array<std::string_view>(
    {"subscription", "membership", "plan", "contract", "account", "newsletter", "abo", "abonnement", "vertrag", "konto",
     "suscripcion", "contrato", "cuenta", "contrat", "compte", "assinatura", "plano", "conta"});

}  // namespace

bool ends_contract(std::span<const Word> words) {
  return has_pattern(words, kEnding) || (has_pattern(words, kCancelling) && has_pattern(words, kContracts));
}

}  // namespace parlance::ai::nlu
