#include "ai/prompt/masking.hpp"

#include <gtest/gtest.h>

namespace parlance::ai {
namespace {

TEST(Masking, HidesCardsAndAccounts) {
  EXPECT_EQ(masked("my card 4111 1111 1111 1111 was charged"), "my card [card number] was charged");
  EXPECT_EQ(masked("4111-1111-1111-1111."), "[card number].");
  EXPECT_EQ(masked("378282246310005"), "[card number]");
  EXPECT_EQ(masked("4111 1111 1111 1111 12/27 123"), "[card number] 12/27 123");
  EXPECT_EQ(masked("4111.1111.1111.1111"), "[card number]");
  EXPECT_EQ(masked("4111  1111\xC2\xA0"
                   "1111 1111"),
            "[card number]");
  EXPECT_EQ(masked("DE89 3704 0044 0532 0130 00 please"), "[bank account] please");
  EXPECT_EQ(masked("GB82WEST12345698765432"), "[bank account]");
}

TEST(Masking, LeavesOtherNumbers) {
  for (const auto* text : {"ticket 12345", "order A-1002", "parcel 4111 1111 1111 1112", "call +49 30 1234567",
                           "2026-11-25 10:00", "DE89 1234 5678 9012 3456 78"})
    EXPECT_EQ(masked(text), text);
}

TEST(Masking, HidesSecretsThatAreNamed) {
  EXPECT_EQ(masked("My password is hunter2!"), "My password is [secret]");
  EXPECT_EQ(masked("Passwort: geheim und mehr"), "Passwort: [secret] und mehr");
  EXPECT_EQ(masked("mot de passe = abc"), "mot de passe = [secret]");
  EXPECT_EQ(masked("CVV 123 ok"), "CVV [secret] ok");
  EXPECT_EQ(masked("I forgot my password and cannot log in"), "I forgot my password and cannot log in");
  EXPECT_EQ(masked("my pin is wrong"), "my pin is wrong");
  EXPECT_EQ(masked("opinions and spinning"), "opinions and spinning");
}

TEST(Masking, HidesKeysAndWhatItIsTold) {
  EXPECT_EQ(masked("use sk-abcdefghijklmnopqrstuvwxyz123456 now"), "use [key] now");
  const auto hidden = hide_name("May Doe");
  EXPECT_EQ(masked("I am may doe, not Mayer Doering", hidden), "I am [name], not Mayer Doering");
  EXPECT_EQ(masked("May  Doe may come; MAY DOE", hidden), "[name]  [name] may come; [name]");
}

TEST(Masking, MasksEveryTextOfAJsonAndLeavesItOne) {
  EXPECT_EQ(masked_json(R"({"title":"password: hunter2","text":"My card:\n4111111111111111","n":[1,"a\u200bb"]})", {}),
            R"({"title":"password: [secret]","text":"My card:\n[card number]","n":[1,"ab"]})");
  EXPECT_EQ(masked_json("no json", {}), "{}");
}

}  // namespace
}  // namespace parlance::ai
