#include "crm/import/markdown.hpp"

#include <gtest/gtest.h>

namespace parlance::crm {
namespace {

std::string field(const Record& record, std::string_view name) {
  const auto* value = record.fields.if_contains(name);
  return value ? boost::json::serialize(*value) : "";
}

TEST(Markdown, TheFirstHeadingIsTheTitleAndTheFolderTheLanguage) {
  const auto article = read_markdown("de/returns.md", "# Zurücksenden\r\n\r\nBinnen 30 Tagen.\n");
  ASSERT_TRUE(article);
  EXPECT_EQ(field(*article, "external_id"), R"("de/returns.md")");
  EXPECT_EQ(field(*article, "title"), R"("Zurücksenden")");
  EXPECT_EQ(field(*article, "language"), R"("de")");
  EXPECT_EQ(field(*article, "body"), R"("Binnen 30 Tagen.")");
}

TEST(Markdown, AHeadSaysOtherwise) {
  const auto article = read_markdown("faq/x.md",
                                     "---\ntitle: Sending back\ntags: Nova X2, boots\nvisibility: internal\n"
                                     "url: https://shop.example/x?a=b:c\n---\n## One\ntext");
  ASSERT_TRUE(article);
  EXPECT_EQ(field(*article, "title"), R"("Sending back")");
  EXPECT_EQ(field(*article, "tags"), R"(["Nova X2","boots"])");
  EXPECT_EQ(field(*article, "url"), R"("https://shop.example/x?a=b:c")");
  EXPECT_EQ(field(*article, "language"), "");
  EXPECT_EQ(field(*article, "body"), R"("## One\ntext")");
}

// Else what is internal would be shown to everybody.
TEST(Markdown, AHeadIsReadHoweverAnEditorWroteIt) {
  for (auto text : {"\xEF\xBB\xBF---\nvisibility: internal\n---\nThe code",
                    "\n \n---\nvisibility: internal\n---\nThe code", "--- \nvisibility: internal\n---\t\nThe code",
                    "---\rvisibility: internal\r---\rThe code", "---\r\n visibility : internal\r\n---\r\nThe code"}) {
    const auto article = read_markdown("a.md", text);
    ASSERT_TRUE(article) << article.error().detail;
    EXPECT_EQ(field(*article, "visibility"), R"("internal")") << text;
    EXPECT_EQ(field(*article, "body"), R"("The code")") << text;
  }
}

TEST(Markdown, WhatHidesAnArticleIsNotTakenForItsText) {
  for (auto text :
       {"----\nvisibility: internal\n----\nThe code", "visibility: internal\n\nThe code",
        "+++\nvisibility = internal\n+++\nThe code", "---yaml\nvisibility: internal\n---\nThe code",
        "Visibility: Internal\nThe code", "# The code\n\n**visibility**: internal\n", "{\"visibility\": \"internal\"}",
        "<!-- title: x, visibility: internal -->\nThe code", "{\"title\": \"x\", \"visibility\": \"internal\"}",
        "---\ntitle: x\n---\n---\nvisibility: internal\n---\nThe code"}) {
    const auto article = read_markdown("a.md", text);
    ASSERT_FALSE(article) << text;
    EXPECT_NE(article.error().detail.find("`visibility` stands outside of the head"), std::string::npos);
  }
  EXPECT_EQ(read_markdown("a.md", "---\nvisibility: internal\nvisibility: public\n---\n").error().detail,
            "a.md:3: the head has `visibility` twice");
  EXPECT_EQ(read_markdown("a.md", "---\nvisibility:\n---\n").error().detail,
            "a.md:2: the head has `visibility` without a value");
  for (auto text : {"-----\nA rule", "title: what goes here?", "# Visibility: who sees what\nYou choose."})
    EXPECT_TRUE(read_markdown("a.md", text)) << text;
  const auto told = read_markdown("a.md", "---\nvisibility: Public\n---\nSet visibility: private to hide it.");
  ASSERT_TRUE(told);
  EXPECT_EQ(field(*told, "visibility"), R"("public")");
}

TEST(Markdown, WithoutAHeadingTheFileNamesIt) {
  EXPECT_EQ(field(*read_markdown("opening-hours.md", "Nine to five."), "title"), R"("opening-hours")");
}

TEST(Markdown, WhatIsWrongWithAHeadIsSaid) {
  EXPECT_EQ(read_markdown("a.md", "---\nauthor: me\n---\n").error().detail,
            "a.md:2: the head has `author`; known are title, language, visibility, url and tags");
  EXPECT_EQ(read_markdown("a.md", "---\ntitle: x\n").error().detail,
            "a.md: the head has no end; close it with a line of ---");
  EXPECT_FALSE(read_markdown("a.md", "\xFF"));
}

}  // namespace
}  // namespace parlance::crm
