#include "ai/nlu/company/company_intents.hpp"

#include <gtest/gtest.h>

namespace parlance::ai::nlu {
namespace {

const CompanyIntents& shop() {
  static const auto trained = [] {
    std::vector<CompanyIntent> intents{
        {"gift_wrapping",
         {"can you gift wrap it", "do you wrap presents", "I'd like gift wrapping", "wrap it as a gift please",
          "is gift wrapping available"},
         "Yes, for 3 euros."},
        {"store_pickup",
         {"can I pick it up in the shop", "is collection in store possible", "I want to collect it myself",
          "pick up at the store", "do you offer click and collect"},
         "Yes, after two hours."}};
    std::vector<encoder::Vector> meanings;
    const auto& encoder = encoder::SentenceEncoder::built_in();
    for (const auto& intent : intents)
      for (const auto& phrase : intent.phrases) meanings.push_back(encoder.encode(phrase));
    return CompanyIntents(std::move(intents), meanings);
  }();
  return trained;
}

std::string name_of(std::string_view text) {
  const auto all = words(text);
  auto guess = shop().guess(all);
  if (!guess) guess = shop().guess(all, encoder::SentenceEncoder::built_in().encode(text));
  return guess->intent ? guess->intent->name : "";
}

TEST(CompanyIntents, AreUnderstoodInOtherWordsThanTheirPhrases) {
  EXPECT_EQ(name_of("could you wrap this up as a present for my sister?"), "gift_wrapping");
  EXPECT_EQ(name_of("can I come by and pick my order up at your store"), "store_pickup");
}

TEST(CompanyIntents, LeaveAloneWhatIsNoneOfThem) {
  for (const auto* text : {"What's the status of ticket 4711?", "where is my order", "who won the world cup",
                           "I want to talk to a human", "cancel my order", "hello", "show me my payments"})
    EXPECT_EQ(name_of(text), "") << text;
}

TEST(CompanyIntents, APhraseOfTheirsNeedsNoLookAtItsMeaning) {
  ASSERT_TRUE(shop().guess(words("do you wrap presents")));
  EXPECT_EQ(shop().guess(words("do you wrap presents"))->intent->name, "gift_wrapping");
  EXPECT_FALSE(shop().guess(words("presents and the store")));
}

TEST(Regression, LearnsWhatSeparates) {
  std::vector<Regression::Example> examples;
  for (std::uint32_t i = 0; i < 200; ++i) examples.push_back({{{i % 4, 1.0f}, {4, 1.0f}}, i % 4, 1});
  const Regression model(5, 4, examples, {});
  for (std::uint32_t label = 0; label < 4; ++label) {
    const std::vector<Regression::Value> values{{label, 1.0f}, {4, 1.0f}};
    EXPECT_GT(model.predict(values)[label], 0.8f);
  }
}

}  // namespace
}  // namespace parlance::ai::nlu
