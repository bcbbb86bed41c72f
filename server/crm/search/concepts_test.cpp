#include "crm/search/concepts.hpp"

#include <gtest/gtest.h>

namespace parlance::crm::search {
namespace {

TEST(Concepts, AreTheSameInEveryLanguage) {
  const auto wanted = concepts_of("How many days do I have to return something?");
  ASSERT_NE(wanted.topics, 0u);
  for (auto text : {"In wie vielen Tagen muss ich es zurückschicken?", "¿Cuántos días tengo para devolverlo?",
                    "J'ai combien de jours pour le renvoyer ?", "Quantos dias tenho para devolver?"})
    EXPECT_TRUE(tells(wanted, concepts_of(text), {})) << text;
}

TEST(Concepts, AMeasureAloneTellsNothing) {
  const auto question = concepts_of("How many days does a year have?");
  EXPECT_FALSE(tells(question, question, question));
  EXPECT_EQ(share_of(question, question), 0);
}

TEST(Concepts, HowSomethingIsDoneATitleTells) {
  const auto title = concepts_of("Changing your password");
  EXPECT_TRUE(tells(concepts_of("Passwort vergessen, was nun?"), {}, title));
  EXPECT_FALSE(tells(concepts_of("my password is blue"), {}, title));
}

TEST(Concepts, TheShareIsOfWhatTheQuestionSpeaksOf) {
  const auto question = concepts_of("What does shipping cost?");
  EXPECT_FLOAT_EQ(share_of(question, concepts_of("Shipping costs 5 euros.")), 1);
  EXPECT_LT(share_of(question, concepts_of("We deliver to islands too.")), 1);
  EXPECT_EQ(share_of(question, concepts_of("The price of gold")), 0);
}

}  // namespace
}  // namespace parlance::crm::search
