#include "ai/nlu/language/common_words.hpp"

#include <algorithm>
#include <unordered_map>

namespace parlance::ai::nlu {
namespace {

// As `words()` folds them, in the order of kOurLanguages: what holds sentences together, and what a chat begins with.
constexpr std::string_view kCommonest[] = {
    "the a an and or but of to in on at for from with by about into not no yes is are was were be been am do does did "
    "have has had will would can could should may i you he she it we they me my your our their this that these those "
    "there here what when where which who why how if so than then just now still again please thanks thank hi hello "
    "hey bye good morning evening order ticket refund help need want get got dont cant didnt doesnt isnt wont im ive "
    "its thats whats wheres id ill any some all more very too up out back only also because after before yet never "
    "account payment money package parcel delivery status show tell open close cancel change update invoice bill "
    "comment add reopen "
    "person human agent talk speak someone something nothing anything problem issue broken wrong lost late wait",
    "der die das ein eine einen einem einer und oder aber von zu im auf an fur aus mit bei uber nicht nein ja ist sind "
    "war waren sein bin habe hast hat haben hatte werden wird wurde kann konnen konnte muss mussen soll will ich du er "
    "sie es wir ihr mich mir mein meine meinen meiner dein ihre ihren unser dieser diese dieses was wann wo wer wie "
    "warum welche wenn so als dann jetzt noch schon wieder bitte danke hallo guten tag morgen abend tschuss moin "
    "bestellung paket lieferung rechnung geld konto zahlung hilfe brauche mochte nach vor bis seit auch nur sehr mehr "
    "den dem des zum zur kein keine keinen immer alles etwas nichts jemand mensch mitarbeiter offen stornieren "
    "zuruck kaputt falsch problem frage antwort warte immernoch doch mal denn gibt geht kommt status account ticket "
    "update service support "
    "offnen offene offenen eroffnen offne schliessen schliesse anlegen storniere kundigen zeige zeigen bestellungen "
    "vorgang "
    "anfrage kommentar aufmachen zumachen hinzufugen",
    "le la les un une des du de et ou mais dans sur pour avec par chez pas non oui est sont etait etre suis ai as a "
    "avez avons ont avait sera peut peux pouvez dois faut veux voudrais je tu il elle nous vous ils on me moi mon ma "
    "mes ton votre vos notre ce cet cette ces ca cest jai jaimerais quel quelle que qui quoi quand ou comment pourquoi "
    "si plus tres bien bonjour bonsoir salut merci svp sil plait revoir commande colis livraison facture remboursement "
    "argent compte paiement aide besoin toujours encore jamais rien aussi apres avant depuis en au aux ne nai lai "
    "dun dune quelquun quelque parler humain conseiller probleme annuler ticket deja nest mest "
    "fermer fermez ferme ouvrir ouvrez annulez demande dossier montrer montrez commandes statut",
    "el la los las un una unos unas y pero de del en con por para sin sobre no si es son era ser estar estoy esta "
    "estan fue soy he ha han hay tengo tiene tienen puedo puede pueden quiero quisiera necesito yo tu el ella nosotros "
    "ustedes usted me mi mis su sus nuestro este esto eso ese esa estos que quien cual cuando donde como porque por "
    "cuanto mas muy bien ya ahora todavia aun nunca nada algo alguien tambien despues antes desde hasta hola buenos "
    "buenas dias tardes noches gracias favor adios pedido paquete envio factura reembolso dinero cuenta pago ayuda "
    "hablar persona humano agente problema cancelar lo al se le les nos ticket recibi pague pedi hice error "
    "crear crea estado cerrado abrir abre cancela cerrar cierra cierre mostrar muestra muestrame pedidos incidencia "
    "solicitud comentario",
    "o a os as um uma uns umas e ou mas de do da dos das em no na nos nas com por para pelo pela sem sobre nao sim e "
    "sao era ser estar estou esta estao foi sou tenho tem temos posso pode podem quero queria gostaria preciso eu tu "
    "ele ela voce voces me meu minha meus minhas seu sua nosso este esta isto isso esse essa aquele que quem qual "
    "quando onde como porque quanto mais muito bem ja agora ainda nunca nada algo alguem tambem depois antes desde "
    "ate ola oi bom boa dia tarde noite obrigado obrigada favor tchau pedido encomenda pacote entrega fatura "
    "reembolso dinheiro conta pagamento ajuda falar pessoa humano atendente problema cancelar ao aos se lhe voces "
    "comprei recebi paguei pedi fiz engano "
    "criar crie estado fechado ticket status cancela fechar feche fecha abrir abre chamado chamados mostrar mostre "
    "encomendas pedidos comentario",
};
static_assert(std::size(kCommonest) == kOurLanguages.size());

std::unordered_map<std::string_view, unsigned> read_table() {
  std::unordered_map<std::string_view, unsigned> out;
  for (std::size_t language = 0; language < std::size(kCommonest); ++language)
    for (auto rest = kCommonest[language]; !rest.empty();) {
      const auto end = std::min(rest.find(' '), rest.size());
      out[rest.substr(0, end)] |= 1u << language;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  return out;
}

}  // namespace

unsigned languages_with(std::string_view word) {
  static const auto table = read_table();
  const auto found = table.find(word);
  return found == table.end() ? 0 : found->second;
}

}  // namespace parlance::ai::nlu
