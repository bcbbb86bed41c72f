#include "crm/search/index.hpp"

#include <gtest/gtest.h>

namespace parlance::crm::search {
namespace {

Article article(std::int64_t id, std::string title, std::string body) {
  return {{id}, std::move(title), std::move(body), "en", std::nullopt};
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
  EXPECT_EQ(index.find("how do I track my orders", 3).at(0).article, ArticleId{2});
  EXPECT_EQ(index.find("resetting passwords", 3).at(0).article, ArticleId{1});
}

TEST_F(Fixture, FindsTheSection) {
  EXPECT_EQ(index.find("is the password link good for an hour?", 1).at(0).heading, "Send a link");
}

TEST_F(Fixture, CoverageTellsAnAnswerFromAnAccident) {
  EXPECT_GT(index.find("reset password", 1).at(0).coverage, 0.9);
  EXPECT_LT(index.find("order a pizza with pineapple for tonight", 1).at(0).coverage, 0.5);
}

TEST_F(Fixture, TakesTheNewTextInPlaceOfTheOld) {
  index.put(article(1, "Cancel a plan", "Go to plans."));
  EXPECT_TRUE(index.find("password", 3).empty());
  EXPECT_EQ(index.find("plans", 3).at(0).article, ArticleId{1});
  EXPECT_EQ(index.articles(), 2u);
}

TEST(Index, AShortBeginningAnswersTogetherWithItsFirstSection) {
  Index index;
  index.put(article(1, "Reset your password",
                    "You can do so at any time.\n\n## Steps\n1. Open settings.\n\n## Help\nAsk us."));
  EXPECT_EQ(index.find("reset password", 1).at(0).passage, "You can do so at any time.\n\n1. Open settings.");
}

TEST(Index, NothingInNothing) { EXPECT_TRUE(Index().find("anything", 3).empty()); }

TEST(Sections, AreCutAtHeadings) {
  const auto sections = sections_of("Intro\n\n## One\ntext\n### Two\n\n- a\n- b\n## Empty\n");
  ASSERT_EQ(sections.size(), 3u);
  EXPECT_EQ(sections[0], (std::pair<std::string, std::string>{"", "Intro"}));
  EXPECT_EQ(sections[2], (std::pair<std::string, std::string>{"Two", "- a\n- b"}));
}

}  // namespace
}  // namespace parlance::crm::search
