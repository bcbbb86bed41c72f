#include "ai/understand.hpp"

#include <gtest/gtest.h>

namespace parlance::ai {
namespace {

namespace intent = nlu::intent;

TEST(Outweighs, ACompanysIntentYieldsOnlyWhereTheEngineIsSureAndItIsNot) {
  const nlu::Guess sure{intent::kTicketStatus, kSure}, unsure{intent::kTicketStatus, kSure - 0.01};
  EXPECT_TRUE(outweighs(kSureOfCompany, sure));
  EXPECT_FALSE(outweighs(kSureOfCompany - 0.01, sure));
  EXPECT_TRUE(outweighs(kSureOfCompany - 0.01, unsure));
}

TEST(Outweighs, ThatAMessageAsksForArticlesOrForNothingOfOursIsNoWishThatStandsAgainstIt) {
  EXPECT_TRUE(outweighs(kSureOfCompany - 0.01, {intent::kKnowledge, 1}));
  EXPECT_TRUE(outweighs(kSureOfCompany - 0.01, {intent::kOutOfScope, 1}));
}

}  // namespace
}  // namespace parlance::ai
