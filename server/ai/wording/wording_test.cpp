#include "ai/wording/wording.hpp"

#include <gtest/gtest.h>

#include <ranges>
#include <set>

#include "ai/nlu/consent.hpp"
#include "ai/understand.hpp"
#include "ai/wording/languages.hpp"

namespace parlance::ai {
namespace {

constexpr Tongue kTongues[] = {Tongue::english, Tongue::german, Tongue::french, Tongue::spanish, Tongue::portuguese};

auto every_sentence() { return std::views::iota(std::size_t{0}, kSentences); }

std::set<std::string> places_in(std::string_view text) {
  std::set<std::string> out;
  for (auto at = text.find('{'); at != text.npos; at = text.find('{', at + 1))
    out.emplace(text.substr(at, text.find('}', at) - at + 1));
  return out;
}

TEST(Wording, EveryLanguagePutsInTheSameThings) {
  for (const auto tongue : kTongues)
    for (const auto i : every_sentence()) {
      const auto id = static_cast<Say>(i);
      EXPECT_EQ(places_in(sentence(tongue, id)), places_in(sentence(Tongue::english, id))) << sentence(tongue, id);
    }
}

// So that fmt reads each as it was meant.
TEST(Wording, EverySentenceCanBeSaid) {
  for (const auto tongue : kTongues)
    for (const auto i : every_sentence()) {
      const auto text = said(tongue, static_cast<Say>(i), "a", "b", "c", "d", "e", "f");
      EXPECT_EQ(text.find_first_of("{}"), text.npos) << text;
    }
}

TEST(Wording, WhatNoLanguageIsKnownForIsEnglish) { EXPECT_EQ(said(Tongue::none, Say::yes), "Yes"); }

struct Offer {
  Say id;
  std::string_view intent;
};
constexpr Offer kOffers[] = {
    {Say::show_my_tickets, nlu::intent::kTicketStatus}, {Say::show_my_orders, nlu::intent::kOrderStatus},
    {Say::show_my_payments, nlu::intent::kAccountInfo}, {Say::show_my_account, nlu::intent::kAccountInfo},
    {Say::open_a_ticket, nlu::intent::kCreateTicket},   {Say::cancel_an_order, nlu::intent::kCancelOrder},
    {Say::want_a_refund, nlu::intent::kRefund},         {Say::talk_to_a_person, nlu::intent::kHuman},
};

TEST(Wording, WhatIsOfferedIsUnderstoodInItsLanguage) {
  for (const auto tongue : kTongues)
    for (const auto& offer : kOffers) {
      const auto text = said(tongue, offer.id);
      const auto guess = understand(text, {}).guess();
      EXPECT_EQ(guess.intent, offer.intent) << text;
      EXPECT_GE(guess.confidence, kSure) << text;
    }
}

TEST(Wording, TheYesAndNoThatAreOfferedAreOnes) {
  for (const auto tongue : kTongues) {
    const auto agrees = [&](Say id, nlu::Change change) {
      const auto text = said(tongue, id);
      EXPECT_TRUE(nlu::consents(text, words(text), change, "77")) << text;
    };
    using enum nlu::Change;
    for (const auto id : {Say::yes, Say::yes_please})
      for (const auto change : {open_ticket, comment, close, cancel, hand_over}) agrees(id, change);
    agrees(Say::yes_add_it, comment);
    agrees(Say::yes_create_it, open_ticket);
    for (const auto id : {Say::no, Say::no_thanks})
      EXPECT_EQ(understand(said(tongue, id), {}).act, nlu::SpeechAct::no) << said(tongue, id);
    EXPECT_EQ(understand(said(tongue, Say::cancel), {}).act, nlu::SpeechAct::abandon) << said(tongue, Say::cancel);
  }
}

TEST(TimeAgo, UsesTheLargestWholeUnit) {
  const UnixMs now = 1795414800000;
  const auto ago = [&](UnixMs age) { return time_ago(Tongue::english, now - age, now); };
  EXPECT_EQ(ago(2 * kHourMs), "2 hours ago");
  EXPECT_EQ(ago(2 * kHourMs + 59 * kMinuteMs), "2 hours ago");
  EXPECT_EQ(ago(59 * kSecondMs), "just now");
  EXPECT_EQ(ago(kMinuteMs), "1 minute ago");
  EXPECT_EQ(ago(6 * kDayMs), "6 days ago");
  EXPECT_EQ(ago(8 * kDayMs), "1 week ago");
  EXPECT_EQ(ago(400 * kDayMs), "1 year ago");
  EXPECT_EQ(ago(-kDayMs), "just now");  // a clock set back
}

TEST(TimeAgo, InEveryLanguage) {
  EXPECT_EQ(time_ago(Tongue::german, 0, 3 * kDayMs), "vor 3 Tagen");
  EXPECT_EQ(time_ago(Tongue::french, 0, 65 * kDayMs), "il y a 2 mois");
  EXPECT_EQ(time_ago(Tongue::spanish, 0, kHourMs), "hace 1 hora");
  EXPECT_EQ(time_ago(Tongue::portuguese, 0, 0), "agora mesmo");
}

}  // namespace
}  // namespace parlance::ai
