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

TEST(Consent, IsAPlainYesToJustThat) {
  const auto says = [](std::string_view text, Change change) { return consents(text, words(text), change); };
  for (auto text :
       {"yes", "yes please", "go ahead", "that's right", "actually yes", "please", "ja, mach das", "geht klar",
        "sí, adelante", "claro que sí", "oui je veux bien", "allez-y", "pode ser", "sim, com certeza"})
    EXPECT_TRUE(says(text, Change::close)) << text;
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
                    "ist das richtig",
                    "ja mach mal erst",
                    "stimmt das?",
                    "¿es correcto?",
                    "vale, ¿y ahora qué?",
                    "c'est bon ?",
                    "ça va, merci",
                    "si je veux",
                    "o que é isso?",
                    "isso o que é",
                    "isso é tudo",
                    "no",
                    ""})
    EXPECT_FALSE(says(text, Change::close)) << text;
}

TEST(Consent, MaySayTheChangeAgain) {
  const auto says = [](std::string_view text, Change change) { return consents(text, words(text), change); };
  for (auto text :
       {"yes, cancel it", "cancel it please", "ja, stornieren", "oui annulez-la", "sí, cancélalo", "sim, cancela"})
    EXPECT_TRUE(says(text, Change::cancel)) << text;
  for (auto text : {"cancel", "cancel that", "no, cancel it", "stop"}) EXPECT_FALSE(says(text, Change::cancel)) << text;
  EXPECT_TRUE(says("yes, open it", Change::open_ticket));
  EXPECT_TRUE(says("add it", Change::comment));
  EXPECT_FALSE(says("yes, open it", Change::close));
  EXPECT_FALSE(says("yes, close it", Change::cancel));
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
