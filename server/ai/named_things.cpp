#include "ai/named_things.hpp"

#include <algorithm>
#include <array>

#include "ai/nlu/speech_act.hpp"

namespace parlance::ai {
namespace {

namespace intent = nlu::intent;

constexpr std::size_t kMostWordsNaming = 14;  // a longer message tells of more than its thing
constexpr std::size_t kLeastLetters = 4;      // of a word that tells things apart

// By `stem`: what is said of any ticket and any order.
constexpr auto kOfAny = std::to_array<std::string_view>(
    {"ticket",    "order",      "cas",    "issu",       "problem",  "request",  "status",    "updat",   "show",
     "list",      "open",       "clos",   "check",      "tell",     "happen",   "new",       "stat",    "progres",
     "progress",  "packag",     "parcel", "deliver",    "deliveri", "delivery", "shipm",     "ship",    "number",
     "detail",    "last",       "latest", "newest",     "recent",   "first",    "second",    "third",   "wait",
     "tak",       "arriv",      "com",    "send",       "sent",     "customer", "support",   "team",    "still",
     "already",   "anyth",      "someth", "everyth",    "sinc",     "today",    "yesterday", "week",    "month",
     "year",      "hour",       "minut",  "cancel",     "stop",     "refund",   "money",     "return",  "back",
     "want",      "lik",        "look",   "find",       "track",    "purchas",  "bought",    "item",    "person",
     "comment",   "not",        "add",    "bestellung", "bestellt", "paket",    "lieferung", "pedido",  "commande",
     "encomenda", "colis",      "stand",  "estado",     "statut",   "anfrage",  "vorgang",   "demande", "chamado",
     "solicitud", "incidencia", "meine",  "meinem",     "meiner",   "abierto",  "aberto",    "offen",   "ouvert"});

std::vector<std::string> telling(const std::vector<Word>& words) {
  std::vector<std::string> out;
  for (const auto& word : words) {
    const bool number = word.text.find_first_not_of("0123456789") == word.text.npos;
    if (word.text.size() < kLeastLetters || number || is_stop_word(word.text)) continue;
    if (nlu::is_small_word(word.text)) continue;
    if (auto root = stem(word.text); std::ranges::find(kOfAny, root) == kOfAny.end()) out.push_back(std::move(root));
  }
  return out;
}

// The one that has most of what was said in its text; null: none, or several.
template <class T, class F>
const T* best(const std::vector<T>& all, const std::vector<std::string>& said, F text_of) {
  const T* found = nullptr;
  std::ptrdiff_t most = 0;
  for (const auto& one : all) {
    const auto own = telling(words(text_of(one)));
    const auto shared =
        std::ranges::count_if(said, [&](const std::string& s) { return std::ranges::find(own, s) != own.end(); });
    if (shared == most) found = nullptr;
    if (shared > most) found = &one, most = shared;
  }
  return found;
}

// "All my tickets except the login one": what is named is not what is meant.
bool speaks_of_several(const Turn& turn) {
  return speaks_of(
      turn, {"except",  "but",     "not",          "without",   "all",      "every",     "both",   "other",   "others",
             "tickets", "orders",  "ausser",       "nicht",     "alle",     "allen",     "ohne",   "excepto", "menos",
             "sin",     "todos",   "todas",        "sauf",      "pas",      "tous",      "toutes", "sans",    "exceto",
             "sem",     "pedidos", "bestellungen", "commandes", "chamados", "encomendas"});
}

std::vector<std::string> said_of_one(const Turn& turn) {
  return speaks_of_several(turn) ? std::vector<std::string>{} : telling(turn.understood.words);
}

}  // namespace

Task<> find_ticket_by_name(const Turn& turn, Subjects& subjects) {
  const auto said = said_of_one(turn);
  if (said.empty()) co_return;
  const auto all = co_await turn.crm.tickets(turn.question.caller);
  if (const auto* one = best(all, said, [](const crm::Ticket& t) { return t.title; }))
    subjects.tickets.push_back(one->id);
}

Task<> find_order_by_name(const Turn& turn, Subjects& subjects) {
  const auto said = said_of_one(turn);
  if (said.empty()) co_return;
  const auto all = co_await turn.crm.orders(turn.question.caller);
  if (const auto* one = best(all, said, [](const crm::Order& o) { return o.items; }))
    subjects.orders.push_back(one->external_id);
}

Task<> find_by_name(const Turn& turn, Subjects& subjects) {
  const auto guess = turn.understood.guess();
  if (guess.confidence < kSure || turn.understood.words.size() > kMostWordsNaming) co_return;
  if (guess.intent == intent::kTicketStatus) co_return co_await find_ticket_by_name(turn, subjects);
  if (guess.intent == intent::kOrderStatus || guess.intent == intent::kCancelOrder || guess.intent == intent::kRefund)
    co_await find_order_by_name(turn, subjects);
}

}  // namespace parlance::ai
