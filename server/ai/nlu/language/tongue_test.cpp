#include "ai/nlu/language/tongue.hpp"

#include <gtest/gtest.h>

namespace parlance::ai::nlu {
namespace {

Tongue of(std::string_view text, Tongue before = Tongue::none, Tongue page = Tongue::english) {
  return tongue_of(words(text), before, page);
}

TEST(TongueOf, TheMostOfTheCommonestWordsTell) {
  EXPECT_EQ(of("Where is my order 5512?"), Tongue::english);
  EXPECT_EQ(of("Wo bleibt meine Bestellung 5512?"), Tongue::german);
  EXPECT_EQ(of("Où en est ma commande 5512 ?"), Tongue::french);
  EXPECT_EQ(of("¿Dónde está mi pedido 5512?"), Tongue::spanish);
  EXPECT_EQ(of("Onde está o meu pedido 5512?"), Tongue::portuguese);
}

TEST(TongueOf, ACommandOfAFewWordsTells) {
  for (auto text : {"comment on 12345", "comment 12345", "close 12345"}) EXPECT_EQ(of(text), Tongue::english) << text;
  EXPECT_EQ(of("ticket aufmachen"), Tongue::german);
  EXPECT_EQ(of("statut du ticket 12345"), Tongue::french);
  EXPECT_EQ(of("abre un ticket"), Tongue::spanish);
  for (auto text : {"status do chamado 12345", "cancelar o pedido 5523", "cancele o pedido 5523", "feche o ticket 5"})
    EXPECT_EQ(of(text), Tongue::portuguese) << text;
}

TEST(TongueOf, ANumberTellsNothing) {
  EXPECT_EQ(of("5512"), Tongue::none);
  EXPECT_EQ(of("5512", Tongue::french), Tongue::french);
}

TEST(TongueOf, WhatIsSpokenStandsUntilAnotherIsClearlyAhead) {
  EXPECT_EQ(of("ok", Tongue::german), Tongue::german);
  EXPECT_EQ(of("Ticket", Tongue::german), Tongue::german);
  EXPECT_EQ(of("and what about the other one?", Tongue::german), Tongue::english);
}

TEST(TongueOf, ThePageDecidesBetweenSeveral) {
  EXPECT_EQ(of("pedido 5512", Tongue::none, Tongue::portuguese), Tongue::portuguese);
  EXPECT_EQ(of("pedido 5512", Tongue::none, Tongue::spanish), Tongue::spanish);
  EXPECT_EQ(of("pedido 5512"), Tongue::spanish);
  EXPECT_EQ(of("Status 5512", Tongue::none, Tongue::german), Tongue::german);
  EXPECT_EQ(of("Account gesperrt", Tongue::none, Tongue::german), Tongue::german);
  EXPECT_EQ(of("Where is it?", Tongue::none, Tongue::german), Tongue::english);
}

TEST(TongueNamed, ReadsALocale) {
  EXPECT_EQ(tongue_named("de-AT"), Tongue::german);
  EXPECT_EQ(tongue_named("pt_BR"), Tongue::portuguese);
  EXPECT_EQ(tongue_named("en"), Tongue::english);
  EXPECT_EQ(tongue_named("nl"), Tongue::none);
  EXPECT_EQ(tongue_named(""), Tongue::none);
  for (const auto code : kOurLanguages) EXPECT_EQ(code_of(tongue_named(code)), code);
}

}  // namespace
}  // namespace parlance::ai::nlu
