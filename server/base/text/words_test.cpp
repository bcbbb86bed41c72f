#include "base/text/words.hpp"

#include <gtest/gtest.h>

namespace parlance {
namespace {

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> out;
  for (auto& word : words(text)) out.push_back(word.text);
  return out;
}

TEST(Words, FoldsCaseAccentsAndApostrophes) {
  EXPECT_EQ(texts("What's the STATUS of ticket #12345?"),
            (std::vector<std::string>{"whats", "the", "status", "of", "ticket", "12345"}));
  EXPECT_EQ(texts("Où est ma Commande, Straße"), (std::vector<std::string>{"ou", "est", "ma", "commande", "strasse"}));
  EXPECT_EQ(texts(" 😀 … "), std::vector<std::string>{});
}

TEST(Words, KeepsByteOffsets) {
  const auto found = words("é #55");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].start, 4u);
  EXPECT_EQ(found[1].end, 6u);
}

TEST(Words, PartsANumberFromItsApostrophe) {
  EXPECT_EQ(texts("What is 12345's status, l’5512?"),
            (std::vector<std::string>{"what", "is", "12345", "s", "status", "l", "5512"}));
  EXPECT_EQ(texts("\u8BA2\u53555523\u7684"), (std::vector<std::string>{"\u8BA2\u5355", "5523", "\u7684"}));
}

TEST(Words, ReadsWhatIsHiddenAndDigitsOfAnyScript) {
  EXPECT_EQ(texts("or\u200Bder 55\u00AD12"), (std::vector<std::string>{"order", "5512"}));
  EXPECT_EQ(texts("order\u200B5512"), (std::vector<std::string>{"order", "5512"}));
  EXPECT_EQ(texts("\uFF4F\uFF52\uFF44\uFF45\uFF52 \uFF15\uFF15\uFF11\uFF12"),
            (std::vector<std::string>{"order", "5512"}));
  EXPECT_EQ(texts("\u0665\u0665\u0661\u0662 \u096B\u096B\u0967\u0968"), (std::vector<std::string>{"5512", "5512"}));
  const auto hidden = words("55\u200B12\u200B");
  ASSERT_EQ(hidden.size(), 1u);
  EXPECT_EQ(hidden[0].end, 7u);  // of its last digit, not of what is invisible behind it
}

TEST(Stem, BringsFormsTogether) {
  for (auto form : {"reset", "resets", "resetting"}) EXPECT_EQ(stem(form), "reset") << form;
  for (auto form : {"order", "orders", "ordering", "ordered"}) EXPECT_EQ(stem(form), "order") << form;
  for (auto form : {"delivery", "deliveries"}) EXPECT_EQ(stem(form), "delivery") << form;
  EXPECT_EQ(stem("password"), "password");
  EXPECT_EQ(stem("is"), "is");
}

}  // namespace
}  // namespace parlance
