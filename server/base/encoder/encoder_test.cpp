#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "base/encoder/sentence_encoder.hpp"

namespace parlance::encoder {
namespace {

using testing::ElementsAre;
using testing::Gt;
using testing::Lt;

TEST(Half, EveryNumberComesBack) {
  for (std::uint32_t bits = 0; bits < 0x7C00; ++bits) {
    const auto half = static_cast<Half>(bits), negative = static_cast<Half>(bits | 0x8000);
    ASSERT_EQ(to_half(from_half(half)), half);
    ASSERT_EQ(to_half(from_half(negative)), negative);
  }
}

TEST(Half, RoundsToTheNearestAndToEvenBetweenTwo) {
  EXPECT_EQ(from_half(to_half(1.0004f)), 1.0f);
  EXPECT_EQ(from_half(to_half(1.0006f)), 1.0009765625f);
  EXPECT_EQ(from_half(to_half(1.00048828125f)), 1.0f);
  EXPECT_EQ(from_half(to_half(1.00146484375f)), 1.001953125f);
}

TEST(Matrix, TheProcessorsWideOrdersGiveWhatPlainOnesGive) {
  constexpr std::size_t kRows = 40, kColumns = 48;
  std::mt19937 random(1);
  std::uniform_real_distribution<float> values(-1, 1);
  std::vector<Half> weights(kRows * kColumns);
  for (auto& weight : weights) weight = to_half(values(random));
  const Matrix matrix{weights.data(), kRows, kColumns};
  std::vector<float> bias(kColumns);
  for (auto& value : bias) value = values(random);
  for (std::size_t count = 1; count <= 13; ++count) {  // every remainder of the vectors taken at once
    std::vector<float> in(count * kRows), wide(count * kColumns), plain(count * kColumns);
    for (auto& value : in) value = values(random);
    for (const float* with : {static_cast<const float*>(bias.data()), static_cast<const float*>(nullptr)}) {
      multiply(in.data(), count, matrix, {0, matrix.columns}, with, wide.data());
      multiply_plainly(in.data(), count, matrix, {0, matrix.columns}, with, plain.data());
      EXPECT_THAT(wide, testing::Pointwise(testing::FloatNear(1e-5f), plain)) << count;
    }
  }
}

TEST(Pieces, TakesTheLikeliestWayAndOneUnknownForARun) {
  using std::string_view_literals::operator""sv;
  const Pieces pieces({{"", 0}, {"\u2581a", -3}, {"b", -2}, {"\u2581ab", -4}, {"c", -1}, {"bc", -9}}, 1);
  EXPECT_THAT(pieces.split("abc"), ElementsAre(3, 4));
  EXPECT_THAT(pieces.split("a  a"), testing::Contains(1).Times(2));
  EXPECT_THAT(pieces.split("axyz\u00e9c"), ElementsAre(1, Pieces::kUnknown, 4));
  EXPECT_THAT(pieces.split("a\xF0\x9F"sv), testing::Contains(1));  // a character that is cut off
}

float likeness(std::string_view a, std::string_view b) {
  const auto& encoder = SentenceEncoder::built_in();
  return cosine(encoder.encode(a), encoder.encode(b));
}

TEST(SentenceEncoder, WhatMeansTheSameLiesCloser) {
  const float same = likeness("Where is my package?", "When will my order be delivered?");
  EXPECT_THAT(same, Gt(likeness("Where is my package?", "How do I reset my password?") + 0.15f));
  EXPECT_THAT(likeness("I love it", "I love it"), testing::FloatNear(1, 1e-5f));
}

TEST(SentenceEncoder, EveryTextHasADirection) {
  for (const std::string& text : {std::string(), std::string("   "), std::string("\U0001F600\U0001F680"),
                                  std::string("\xFF\xFE broken"), std::string(100'000, 'x'), std::string(3, '\0')}) {
    const auto vector = SentenceEncoder::built_in().encode(text);
    EXPECT_NEAR(cosine(vector, vector), 1, 1e-4) << text.substr(0, 10);
  }
  EXPECT_THAT(SentenceEncoder::built_in().pieces_of(std::string(100'000, 'x')).size(),
              testing::Le(SentenceEncoder::kMaxPieces));
}

TEST(Weights, AFileThatIsNoneIsRefused) {
  EXPECT_THROW(read_weights("something else that is long enough"), std::runtime_error);
  EXPECT_THROW(read_weights("parlance encoder 1\n cut"), std::runtime_error);
}

}  // namespace
}  // namespace parlance::encoder
