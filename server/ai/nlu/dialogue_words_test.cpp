#include <gtest/gtest.h>

#include "ai/nlu/attributes.hpp"
#include "ai/nlu/clauses.hpp"
#include "ai/nlu/consent.hpp"
#include "ai/nlu/intents.hpp"
#include "ai/nlu/negation.hpp"
#include "ai/nlu/references.hpp"
#include "ai/nlu/speech_act.hpp"

namespace parlance::ai::nlu {
namespace {

TEST(References, PointInEveryLanguage) {
  using enum Reference::Kind;
  for (auto text : {"the second one", "die zweite bitte", "¿y la segunda?", "la deuxième", "a segunda, por favor"}) {
    const auto reference = reference_in(words(text));
    EXPECT_EQ(reference.kind, place) << text;
    EXPECT_EQ(reference.place, 1u) << text;
  }
  for (auto text : {"not that, the other one", "nein, das andere", "no, el otro", "plutôt l'autre", "não, a outra"})
    EXPECT_EQ(reference_in(words(text)).kind, other) << text;
  for (auto text : {"the last one", "das letzte", "el último", "le dernier", "a última"})
    EXPECT_EQ(reference_in(words(text)).kind, last) << text;
  for (auto text : {"wait a second", "on the other hand the day after", "nächste Woche, letztes Mal", "otra cosa",
                    "the first thing that I would like to know is where it went"})
    EXPECT_EQ(reference_in(words(text)).kind, none) << text;
}

TEST(Attributes, AreAskedInEveryLanguage) {
  for (auto text : {"who is working on it?", "wer ist dafür zuständig?", "¿quién lo atiende?", "qui s'en occupe ?",
                    "quem cuida disso?"})
    EXPECT_EQ(attribute_of(words(text)), Attribute::assignee) << text;
  for (auto text :
       {"what was in that?", "was ist nochmal drin?", "¿qué contiene?", "il y a quoi dedans ?", "qual é o conteúdo?"})
    EXPECT_EQ(attribute_of(words(text)), Attribute::contents) << text;
  for (auto text :
       {"how much was it?", "was hat die gekostet?", "¿cuánto costó?", "c'était combien ?", "quanto custou?"})
    EXPECT_EQ(attribute_of(words(text)), Attribute::total) << text;
  for (auto text : {"who are you?", "how much is delivery?", "wo ist mein Paket?"})
    EXPECT_EQ(attribute_of(words(text)), Attribute::none) << text;
}

TEST(Negation, RefusesInEveryLanguage) {
  const auto refused = [](std::string_view text, std::string_view wanted) {
    return is_refused(text, words(text), wanted);
  };
  for (auto text : {"bitte die 12 nicht stornieren", "storniert das bloß nicht", "no canceles nada", "ne l'annulez pas",
                    "n'annulez pas", "não cancele o pedido"})
    EXPECT_TRUE(refused(text, intent::kCancelOrder)) << text;
  for (auto text :
       {"das Ticket noch nicht schließen", "no quiero cerrarlo", "je ne veux pas le fermer", "ainda não quero fechar"})
    EXPECT_TRUE(refused(text, intent::kTicketStatus)) << text;
  for (auto text : {"das gefällt mir nicht, bitte stornieren", "no me gusta, cancela el pedido",
                    "je n'en veux plus, annulez", "não gostei, cancela"})
    EXPECT_FALSE(refused(text, intent::kCancelOrder)) << text;
}

TEST(SpeechActs, AreShortInEveryLanguage) {
  for (auto yes : {"ja, passt", "klar, mach das", "sí, adelante", "claro que sí", "oui, allez-y", "oui je veux bien",
                   "pode ser", "sim, claro"})
    EXPECT_EQ(speech_act(words(yes)), SpeechAct::yes) << yes;
  for (auto no : {"nein danke", "nee, jetzt nicht", "no, ahora no", "non merci", "não, agora não"})
    EXPECT_EQ(speech_act(words(no)), SpeechAct::no) << no;
  for (auto thanks : {"vale, gracias", "ok merci", "klar, danke"})
    EXPECT_EQ(speech_act(words(thanks)), SpeechAct::none) << thanks;
}

bool agrees(std::string_view text, Change change) { return consents(text, words(text), change, "77"); }

TEST(Consent, IsAPlainYesInEveryLanguage) {
  for (auto text : {"yes",
                    "yes please",
                    "go ahead",
                    "yep go for it",
                    "that's right",
                    "actually yes",
                    "hmm yes",
                    "please",
                    "you can close it",
                    "yes, you can close it",
                    "works for me",
                    "y",
                    "alright, go ahead",
                    "lets do it",
                    "yes close it for me",
                    "please close it, thanks",
                    "yes and thank you",
                    "ja, mach das",
                    "geht klar",
                    "mach bitte",
                    "bitte schließen",
                    "alles klar, mach das",

                    "ja Sie können es schließen",
                    "sí, adelante",
                    "claro que sí",
                    "dale nomás",
                    "ciérralo",
                    "sí puede cerrarlo",
                    "sí, está bien",
                    "estoy de acuerdo",
                    "oui je veux bien",
                    "allez-y",
                    "fais-le",
                    "oui tout à fait",
                    "ok ça marche",
                    "oui c'est ça",
                    "pode ser",
                    "sim, com certeza",
                    "claro que sim",
                    "manda ver",
                    "sim se faz favor",
                    "👍",
                    "✅"})
    EXPECT_TRUE(agrees(text, Change::close)) << text;
}

TEST(Consent, IsNoQuestionDoubtOrCondition) {
  for (auto text : {"is that correct?",
                    "ok wait",
                    "of course, but wait",
                    "ok, and now?",
                    "yes?",
                    "ok, but I would like it open",
                    "ok show me the ticket",
                    "tell me more",
                    "would that be ok",
                    "do you confirm that",
                    "please confirm",
                    "ok thanks",
                    "is my order ok",
                    "am i right",
                    "you sure",
                    "ok and",
                    "ok so",
                    "right to me",
                    "yeah right",
                    "i do it myself",
                    "close the order",
                    "yes close the order",
                    "yes, the order",
                    "close all",
                    "yes 👎",
                    "~~yes~~",
                    "> yes",
                    "no",
                    "",
                    "ist das richtig",
                    "ja mach mal erst",
                    "stimmt das?",
                    "geht das klar",
                    "ach ja",
                    "mach es gut",
                    "ok, vielen Dank",
                    "klar, danke",
                    "passt das",
                    "na ja",
                    "ja aber",
                    "ja die bestellung",
                    "das mach ich gern",
                    "ist die bestellung richtig",
                    "¿es correcto?",
                    "vale, ¿y ahora qué?",
                    "si el pedido ya esta",
                    "si lo quiero",
                    "venga ya",
                    "vale, y ahora",
                    "de acuerdo, gracias",
                    "si, el pedido",
                    "c'est bon ?",
                    "ça va, merci",
                    "si je veux",
                    "si c'est bon",
                    "si tu veux",
                    "si c'est bon, merci",
                    "entendu, merci",
                    "c'est bon maintenant",
                    "o que é isso?",
                    "isso o que é",
                    "isso é tudo",
                    "sim o pedido"})
    EXPECT_FALSE(agrees(text, Change::close)) << text;
}

TEST(Consent, MaySayTheChangeAgain) {
  for (auto text : {"yes, cancel it", "cancel it please", "yes cancel", "ja, stornieren", "oui annulez-la",
                    "sí, cancélalo", "sim, cancela", "yes 77", "cancel order 77"})
    EXPECT_TRUE(agrees(text, Change::cancel)) << text;
  for (auto text : {"cancel", "cancel that", "please cancel", "no, cancel it", "stop", "yes cancel the ticket",
                    "storniere das ticket", "annulez tout", "would you cancel it", "i would cancel it", "si lo cancela",
                    "yes 78", "cancel 78"})
    EXPECT_FALSE(agrees(text, Change::cancel)) << text;
  for (auto text : {"yes 77", "yes, close 77", "close 77", "yes, ticket 77"})
    EXPECT_TRUE(agrees(text, Change::close)) << text;
  for (auto text : {"77", "yes 78", "yes, order 77", "yes, open it"}) EXPECT_FALSE(agrees(text, Change::close)) << text;
  for (auto text :
       {"oui, annulez ma commande", "ja, stornieren Sie meine Bestellung", "sí, cancele mi pedido", "annulez 77"})
    EXPECT_TRUE(agrees(text, Change::cancel)) << text;
  for (auto text :
       {"fermer le ticket", "cerrar el ticket", "Schließen Sie bitte das Ticket", "das Ticket bitte schließen"})
    EXPECT_TRUE(agrees(text, Change::close)) << text;
  for (auto text : {"Machen Sie es gut", "si on annule", "si vous pouvez l'annuler", "ok sorry, cancel that"})
    EXPECT_FALSE(agrees(text, Change::cancel)) << text;
  EXPECT_TRUE(consents("yes, cancel A-1002", words("yes, cancel A-1002"), Change::cancel, "A-1002"));
  EXPECT_FALSE(consents("yes, cancel A-1003", words("yes, cancel A-1003"), Change::cancel, "A-1002"));
  EXPECT_TRUE(agrees("yes, open it", Change::open_ticket));
  EXPECT_FALSE(agrees("make it right", Change::open_ticket));
  EXPECT_TRUE(agrees("add it", Change::comment));
  for (auto text : {"send me the order", "send it to me", "open my order", "make sure"})
    EXPECT_FALSE(agrees(text, Change::open_ticket)) << text;
  for (auto text : {"pass, thanks", "transfer it", "i am human"}) EXPECT_FALSE(agrees(text, Change::hand_over)) << text;
}

TEST(SpeechActs, GivingUpMayHaveAReason) {
  for (auto text : {"oh never mind, I found it", "ach, lassen wir das, ich warte lieber", "mejor no, prefiero esperar",
                    "laissez tomber, j'ai trouvé", "deixa pra lá, já achei"})
    EXPECT_TRUE(gives_up(words(text), true)) << text;
  EXPECT_FALSE(gives_up(words("The lamp goes out, and the cat will not leave it alone"), true));
  EXPECT_FALSE(gives_up(words("the parcel has not come"), false));
}

TEST(Clauses, AreCutAtSentencesAndWhatJoinsThem) {
  const std::string text = "Where is 12 and please close ticket 5? Thanks";
  const auto all = words(text);
  std::vector<std::size_t> sizes;
  for (const auto& clause : clauses_of(text, all)) sizes.push_back(clause.size());
  EXPECT_EQ(sizes, (std::vector<std::size_t>{3, 5, 1}));
}

}  // namespace
}  // namespace parlance::ai::nlu
