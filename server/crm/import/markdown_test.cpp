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
  for (auto text :
       {"\xEF\xBB\xBF---\nvisibility: internal\n---\nThe code", "\n \n---\nvisibility: internal\n---\nThe code",
        "--- \nvisibility: internal\n---\t\nThe code", "---\r\n visibility : internal\r\n---\r\nThe code"}) {
    const auto article = read_markdown("a.md", text);
    ASSERT_TRUE(article) << article.error().detail;
    EXPECT_EQ(field(*article, "visibility"), R"("internal")") << text;
    EXPECT_EQ(field(*article, "body"), R"("The code")") << text;
  }
  for (auto text : {"----\nvisibility: internal\n----\nThe code", "visibility: internal\n\nThe code",
                    "+++\nvisibility = internal\n+++\nThe code", "—\u2014\nvisibility: internal\n---\nThe code"})
    EXPECT_EQ(read_markdown("a.md", text).error().detail, "a.md:1: the head must begin with a line of ---") << text;
  EXPECT_EQ(read_markdown("a.md", "\n----\ntitle: x").error().detail, "a.md:2: the head must begin with a line of ---");
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
