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
  EXPECT_EQ(masked("4111\n1111\n1111\n1111"), "[card number]");
  EXPECT_EQ(masked("My creditcard: 4111,1111,1111,1111"), "My creditcard: [card number]");
  EXPECT_EQ(masked("4111\u20091111\u20141111 1111"), "[card number]");
  for (auto text : {"my card: 4111\n1111\n1111\n1111", "my card: 4111|1111|1111|1111", "my card: 4111,1111,1111,1111",
                    "my card: 4111 * 1111 * 1111 * 1111"})
    EXPECT_EQ(masked(text), "my card: [card number]") << text;
  EXPECT_EQ(masked("nr4111111111111111 is my card"), "nr[card number] is my card");
  EXPECT_EQ(masked("DE89.3704.0044.0532.0130.00"), "[bank account]");
  EXPECT_EQ(masked("DE89 3704 0044 0532 0130 00 please"), "[bank account] please");
  EXPECT_EQ(masked("GB82WEST12345698765432"), "[bank account]");
}

TEST(Masking, LeavesOtherNumbers) {
  for (const auto* text :
       {"ticket 12345", "order A-1002", "parcel 4111 1111 1111 1112", "call +49 30 1234567", "2026-11-25 10:00",
        "away 12.01.2026-14.01.2026", "orders\n5512\n5507\n5504\n5501", "my orders: 5512 | 5507 | 5504 | 5501",
        "2026-11-01\n2026-11-05", "DE89 1234 5678 9012 3456 78"})
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
  EXPECT_EQ(masked("pw hunter2"), "pw [secret]");
  EXPECT_EQ(masked("my password is swordfish and it fails"), "my password is [secret] and it fails");
  EXPECT_EQ(masked("hunter2! that's my new password"), "[secret] that's my new password");
  EXPECT_EQ(masked("abc12345 ist mein Passwort"), "[secret] ist mein Passwort");
  EXPECT_EQ(masked("la contraseña es tortuga"), "la contraseña es [secret]");
  EXPECT_EQ(masked("Password:\nhunter22"), "Password:\n[secret]");
  EXPECT_EQ(masked("my password is now Sommer2024"), "my password is now [secret]");
  EXPECT_EQ(masked("my pin number is 4921"), "my pin number is [secret]");
  EXPECT_EQ(masked("PIN-Code 4921"), "PIN-Code [secret]");
  EXPECT_EQ(masked("my password's hunter22"), "my password's [secret]");
  EXPECT_EQ(masked("verification code is 482913"), "verification code is [secret]");
  EXPECT_EQ(masked("Password: correct horse battery staple."), "Password: [secret].");
  EXPECT_EQ(masked("passphrase = korrekt Pferd Batterie\nand order 5512"), "passphrase = [secret]\nand order 5512");
  EXPECT_EQ(masked("password: hunter and it fails"), "password: [secret] and it fails");
  EXPECT_EQ(masked("password: \"correct horse b@ttery-staple\""), "password: \"[secret]");
  EXPECT_EQ(masked("passphrase: hunt for red october"), "passphrase: [secret]");
  EXPECT_EQ(masked("my passphrase is purple horse battery staple. Order 5512?"),
            "my passphrase is [secret]. Order 5512?");
  EXPECT_EQ(masked("my passphrase is correct horse battery staple"), "my passphrase is [secret]");
  EXPECT_EQ(masked("my passphrase is not accepted"), "my passphrase is not accepted");
  EXPECT_EQ(masked("Password: swordfish. Nothing loads."), "Password: [secret] Nothing loads.");
  EXPECT_EQ(masked("Passwort: geheim Bestellung 5512"), "Passwort: [secret] Bestellung 5512");
  EXPECT_EQ(masked("password: reset link never arrived"), "password: [secret] link never arrived");
  EXPECT_EQ(masked("MI CONTRASEÑA ES TORTUGA9"), "MI CONTRASEÑA ES [secret]");
  EXPECT_EQ(masked("pass word is hunter2"), "pass word is [secret]");
  EXPECT_EQ(masked("SSN 078-05-1120"), "SSN [secret]");
  EXPECT_EQ(masked("I am 078-05-1120, born 1970"), "I am [id number], born 1970");
}

TEST(Masking, LeavesWhatIsOnlySaidOfSecrets) {
  for (const auto* text :
       {"my password is not accepted", "mein Passwort ist falsch", "mon mot de passe est oublié", "reset the password",
        "la contraseña es incorrecta", "a minha senha é inválida", "boarding pass for the gate",
        "the password to my account", "order AB-12345 and my password", "pass it on to the team",
        "please pass 5512 to the team", "ticket TK12338, my password reset mail never came",
        "my ticket is TK-12345; my password was reset", "My laptop is XPS15, my password is expired",
        "password: please reset it", "Password: I forgot it", "my password was changed yesterday",
        "my password is expiring tomorrow", "my password is case sensitive"})
    EXPECT_EQ(masked(text), text);
}

TEST(Masking, ReadsDigitsOfOtherWidthsAndScripts) {
  EXPECT_EQ(masked("４１１１ １１１１ １１１１ １１１１"), "[card number]");
  EXPECT_EQ(masked("٤١١١١١١١١١١١١١١١"), "[card number]");
}

TEST(Masking, HidesKeysAndWhatItIsTold) {
  EXPECT_EQ(masked("use sk-abcdefghijklmnopqrstuvwxyz123456 now"), "use [key] now");
  const auto hidden = hide_name("May Doe");
  EXPECT_EQ(masked("I am may doe, not Mayer Doering", hidden), "I am [name], not Mayer Doering");
  EXPECT_EQ(masked("sven Åberg, özlem@firma.example", {hide_name("Sven Åberg")[0], hide_email("Özlem@firma.example")}),
            "[name], [e-mail]");
  EXPECT_EQ(masked("May  Doe may come; MAY DOE", hidden), "[name]  [name] may come; [name]");
  EXPECT_EQ(masked("hi, i'm may. my name is may, and may it be so", hidden),
            "hi, i'm [name]. my name is [name], and may it be so");
  EXPECT_EQ(masked("die Lampe ist schwarz", hide_name("Bill Schwarz")), "die Lampe ist schwarz");
  EXPECT_EQ(masked("ich bin özlem", hide_name("Özlem Kaya")), "ich bin [name]");
}

TEST(Masking, MasksEveryTextOfAJsonAndLeavesItOne) {
  EXPECT_EQ(masked_json(R"({"title":"password: hunter2","text":"My card:\n4111111111111111","n":[1,"a\u200bb"]})", {}),
            R"({"title":"password: [secret]","text":"My card:\n[card number]","n":[1,"ab"]})");
  EXPECT_EQ(masked_json("no json", {}), "{}");
}

}  // namespace
}  // namespace parlance::ai
