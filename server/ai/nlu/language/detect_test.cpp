#include "ai/nlu/language/detect.hpp"

#include <gtest/gtest.h>

#include "ai/nlu/language/common_words.hpp"

namespace parlance::ai::nlu {
namespace {

TEST(Language, IsToldOfAMessage) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Where is my order?", "en"},
      {"wo bleibt mein Paket?", "de"},
      {"Où en est ma commande ?", "fr"},
      {"¿Dónde está mi pedido?", "es"},
      {"Onde está o meu pedido?", "pt"},
      {"Var är min beställning, den skulle komma igår", "sv"},
      {"Dove si trova il mio ordine?", "it"},
      {"Gdzie jest moje zamówienie?", "pl"},
      {"注文した商品はどこですか", "ja"},
      {"我的订单在哪里？", "zh"},
      {"Где мой заказ, он должен был прийти вчера", "ru"},
      {"내 주문은 어디에 있나요?", "ko"},
      {"איפה ההזמנה שלי", "he"},
  };
  for (const auto& [text, wanted] : cases) {
    const auto found = detect(text);
    EXPECT_EQ(found.code, wanted) << text;
    EXPECT_TRUE(found.reliable) << text;
    EXPECT_GT(found.confidence, 0.5) << text;
    EXPECT_LE(found.confidence, 1) << text;
  }
}

TEST(Language, AWordOfOursIsEnough) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"hi", "en"}, {"thanks", "en"}, {"danke", "de"}, {"bonjour", "fr"}, {"gracias", "es"}, {"obrigado", "pt"},
  };
  for (const auto& [text, wanted] : cases) {
    EXPECT_EQ(detect(text).code, wanted) << text;
    EXPECT_TRUE(detect(text).reliable) << text;
  }
}

TEST(Language, WhatIsTheSameInAllIsInNone) {
  for (const auto* text : {"", " ", "12345", "#12345", "ABC-1234", "😀👍", "?!", "ada@shop.example", "+49 30 1234567",
                           "https://shop.example/orders", "\xC2\x85", "\xFF\xFE"}) {
    EXPECT_EQ(detect(text).code, "") << text;
    EXPECT_FALSE(detect(text).reliable) << text;
  }
}

TEST(Language, AnIdBesideTheWordsChangesNothing) {
  EXPECT_EQ(detect("wo ist meine Bestellung ORD-5512-XK").code, "de");
  EXPECT_EQ(detect("注文5512はどこですか").code, "ja");
}

TEST(Language, AWordAloneProvesNoOtherLanguage) {
  for (const auto* text : {"tack", "ciao", "fax nummer", "ok"}) EXPECT_FALSE(detect(text).reliable) << text;
}

TEST(Language, NeighboursOfOursAreNotTakenForAnother) {
  for (const auto* text : {"¿Desde qué cantidad es gratis el envío?", "próximas reservas", "los pedidos del mes"})
    EXPECT_FALSE(detect(text).reliable && !detect(text).is_ours()) << text;
}

TEST(CommonWords, AreFoundByTheLanguagesThatHaveThem) {
  EXPECT_EQ(languages_with("the"), 1u);
  EXPECT_EQ(languages_with("und"), 2u);
  EXPECT_EQ(languages_with("est"), 4u);
  EXPECT_EQ(languages_with("que"), 4u + 8u + 16u);
  EXPECT_EQ(languages_with("zebra"), 0u);
  EXPECT_EQ(languages_with(""), 0u);
}

}  // namespace
}  // namespace parlance::ai::nlu
