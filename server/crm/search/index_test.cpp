#include "crm/search/index.hpp"

#include <gtest/gtest.h>

namespace parlance::crm::search {
namespace {

Article article(std::int64_t id, std::string title, std::string body) {
  return {{id}, std::move(title), std::move(body), "en", std::nullopt, "[]"};
}

struct Fixture : testing::Test {
  Index index;
  Fixture() {
    index.put(article(1, "Reset your password",
                      "Open the sign-in page.\n\n## Send a link\nWe e-mail a link that works for an hour."));
    index.put(article(2, "Track an order", "Every parcel has a tracking number.\n## No news\nAsk us after five days."));
  }
};

TEST_F(Fixture, FindsByMeaningfulWordsInAnyForm) {
  EXPECT_EQ(index.find({"how do I track my orders"}, 3).at(0).article, ArticleId{2});
  EXPECT_EQ(index.find({"resetting passwords"}, 3).at(0).article, ArticleId{1});
}

TEST_F(Fixture, FindsTheSection) {
  EXPECT_EQ(index.find({"is the password link good for an hour?"}, 1).at(0).heading, "Send a link");
}

TEST_F(Fixture, CoverageTellsAnAnswerFromAnAccident) {
  EXPECT_GT(index.find({"reset password"}, 1).at(0).coverage, 0.9);
  EXPECT_LT(index.find({"order a pizza with pineapple for tonight"}, 1).at(0).coverage, 0.5);
}

TEST_F(Fixture, TakesTheNewTextInPlaceOfTheOld) {
  index.put(article(1, "Cancel a plan", "Go to plans."));
  EXPECT_TRUE(index.find({"password"}, 3).empty());
  EXPECT_EQ(index.find({"plans"}, 3).at(0).article, ArticleId{1});
  EXPECT_EQ(index.articles(), 2u);
}

TEST(Index, AShortBeginningAnswersTogetherWithItsFirstSection) {
  Index index;
  index.put(article(1, "Reset your password",
                    "You can do so at any time.\n\n## Steps\n1. Open settings.\n\n## Help\nAsk us."));
  EXPECT_EQ(index.find({"reset password"}, 1).at(0).passage, "You can do so at any time.\n\n1. Open settings.");
}

struct Meanings : testing::Test {
  Index index;
  void put(const Article& article) {
    const auto& encoder = encoder::SentenceEncoder::built_in();
    for (const auto& section : index.put(article))
      EXPECT_TRUE(
          index.set_meaning(section.place, meaning_of(encoder.encode(section.title), encoder.encode(section.text))));
  }
  std::vector<Hit> find(std::string_view question, std::string_view language = {}) {
    const auto meaning = encoder::SentenceEncoder::built_in().encode(question);
    return index.find({question, &meaning, language}, 3);
  }
};

TEST_F(Meanings, AQuestionIsFoundByWhatItMeansWithoutAWordInCommon) {
  put(article(1, "How to return an item", "Send it back within 30 days and get your money back."));
  put(article(2, "Opening hours", "We are here from nine to five."));
  EXPECT_EQ(find("I don't like these shoes, how do I get a refund?").at(0).article, ArticleId{1});
  EXPECT_GT(find("Can I give these shoes back to you?").at(0).likeness, 0.3);
  EXPECT_EQ(find("When may I visit you?").at(0).article, ArticleId{2});
}

TEST_F(Meanings, AreGoneWithTheirSection) {
  const auto old = index.put(article(1, "Returns", "Send it back.")).at(0);
  index.put(article(1, "Opening hours", "From nine to five."));
  EXPECT_FALSE(index.set_meaning(old.place, {}));
  put(article(1, "Opening hours", "From nine to five."));
  EXPECT_TRUE(index.has_meanings());
  index.remove({1});
  EXPECT_FALSE(index.has_meanings());
}

TEST_F(Meanings, ArticlesInTheQuestionsLanguageComeFirst) {
  put(article(1, "Garantie", "Two years of Garantie."));
  auto german = article(2, "Garantie", "Zwei Jahre Garantie.");
  german.language = "de";
  put(german);
  EXPECT_EQ(find("Garantie", "de").at(0).article, ArticleId{2});
  EXPECT_EQ(find("Garantie", "en").at(0).article, ArticleId{1});
}

TEST(Index, AnArticleIsFoundByItsTags) {
  Index index;
  auto tagged = article(1, "Battery", "It lasts long.");
  tagged.tags = R"(["Nova X2","headphones"])";
  index.put(tagged);
  index.put(article(2, "Battery", "It lasts for a day."));
  EXPECT_EQ(index.find({"battery of the nova x2"}, 1).at(0).article, ArticleId{1});
}

TEST(Index, PlacesAreUsedAgain) {
  Index index;
  for (std::int64_t i = 1; i <= 200; ++i) {
    index.put(article(i, "Title " + std::to_string(i), "Word" + std::to_string(i)));
    if (i > 2) index.remove({i - 2});
  }
  EXPECT_EQ(index.articles(), 2u);
  EXPECT_TRUE(index.find({"word7"}, 3).empty());
  EXPECT_EQ(index.find({"word200"}, 3).at(0).article, ArticleId{200});
}

TEST(Index, NothingInNothing) { EXPECT_TRUE(Index().find({"anything"}, 3).empty()); }

TEST(Sections, AreCutAtHeadings) {
  const auto sections = sections_of("Intro\n\n## One\ntext\n### Two\n\n- a\n- b\n## Empty\n");
  ASSERT_EQ(sections.size(), 3u);
  EXPECT_EQ(sections[0], (std::pair<std::string, std::string>{"", "Intro"}));
  EXPECT_EQ(sections[2], (std::pair<std::string, std::string>{"Two", "- a\n- b"}));
}

}  // namespace
}  // namespace parlance::crm::search
