#include "ai/nlu/sentiment/sentiment.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "ai/nlu/sentiment/features.hpp"

namespace parlance::ai::nlu {
namespace {

Sentiment mood_of(std::string_view text) {
  if (!needs_meaning(detect(text))) return sentiment_of(text, nullptr);
  const auto meaning = encoder::SentenceEncoder::built_in().encode(text);
  return sentiment_of(text, &meaning);
}

TEST(Sentiment, KnowsTheThreeMoods) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"This is the worst service I have ever had, I'm furious!", "negative"},
      {"Third time my parcel is lost and nobody answers", "negative"},
      {"Das ist eine Frechheit, ich warte seit Wochen!", "negative"},
      {"C'est inadmissible, personne ne répond", "negative"},
      {"Es una vergüenza, llevo horas esperando", "negative"},
      {"Que vergonha, ninguém resolve nada", "negative"},
      {"Where is my order 5512?", "neutral"},
      {"How do I change my e-mail address?", "neutral"},
      {"Wie kann ich meine Adresse ändern?", "neutral"},
      {"Thank you so much, that was quick and friendly!", "positive"},
      {"I love it, great work", "positive"},
      {"Vielen Dank, super schneller Service!", "positive"},
      {"Merci beaucoup, c'est parfait", "positive"},
      {"Muchas gracias, excelente atención", "positive"},
      {"Muito obrigado, adorei o atendimento", "positive"},
  };
  for (const auto& [text, wanted] : cases) {
    const auto found = mood_of(text);
    EXPECT_EQ(found.label, wanted) << text << " " << found.confidence;
    EXPECT_GT(found.confidence, 1.0 / 3) << text;
    EXPECT_LE(found.confidence, 1) << text;
  }
}

TEST(Sentiment, EmojiTell) {
  EXPECT_EQ(mood_of("😡😡").label, "negative");
  EXPECT_EQ(mood_of("👍❤️").label, "positive");
}

TEST(Sentiment, AnythingMayBeAsked) {
  for (const auto* text : {"", "12345", "\xFF\xFE"}) EXPECT_FALSE(mood_of(text).label.empty());
}

bool shows(std::string_view text, char kind, std::string_view what) {
  return std::ranges::binary_search(sentiment_features(text), place_of(kind, what));
}

TEST(SentimentFeatures, ANegationIsJoinedToTheNextWords) {
  EXPECT_TRUE(shows("not a good day", 'n', "good"));
  EXPECT_TRUE(shows("not a good day", 'n', "day"));
  EXPECT_FALSE(shows("a good day", 'n', "good"));
  EXPECT_FALSE(shows("no, that is good", 'n', "good"));
  EXPECT_FALSE(shows("I did not see that it was good", 'n', "good"));
}

TEST(SentimentFeatures, SignsAndCapitalsAreSeen) {
  EXPECT_TRUE(shows("late!!", 's', "!!"));
  EXPECT_TRUE(shows("thanks :)", 's', "glad"));
  EXPECT_TRUE(shows("😡", 's', "sad"));
  EXPECT_TRUE(shows("this is BAD", 's', "loud"));
  EXPECT_FALSE(shows("this is BAD", 's', "louder"));
  EXPECT_FALSE(shows("I am ok", 's', "loud"));
}

}  // namespace
}  // namespace parlance::ai::nlu
