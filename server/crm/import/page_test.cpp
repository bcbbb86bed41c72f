#include "crm/import/page.hpp"

#include <gtest/gtest.h>

namespace parlance::crm {
namespace {

std::string field(const Record& record, std::string_view name) {
  const auto* value = record.fields.if_contains(name);
  return value ? std::string(std::string_view(value->as_string())) : "";
}

TEST(Page, ItsMainPartIsTheArticle) {
  const auto page = read_page("https://help.example/returns", R"(<!doctype html><html lang="de-AT"><head>
    <title>Returns | Shop</title><script>var x = "<p>no</p>";</script></head><body>
    <nav><a href="/">Home</a></nav><header><h2>Shop</h2></header>
    <main><h1>Zur&uuml;cksenden</h1><p>Binnen <b>30</b>
      Tagen.</p><h2>Wie</h2><ul><li>Einpacken</li><li><p>Abgeben</p></li></ul><form>Hilfreich?</form></main>
    <footer>Impressum</footer></body></html>)");
  ASSERT_TRUE(page);
  EXPECT_EQ(field(*page, "external_id"), "https://help.example/returns");
  EXPECT_EQ(field(*page, "url"), "https://help.example/returns");
  EXPECT_EQ(field(*page, "title"), "Zurücksenden");
  EXPECT_EQ(field(*page, "language"), "de");
  EXPECT_EQ(field(*page, "body"), "Binnen 30 Tagen.\n\n## Wie\n\n- Einpacken\n- Abgeben");
}

TEST(Page, WithoutAHeadingTheTitleNamesIt) {
  const auto page =
      read_page("https://x.example/", "<title>Hours</title><body><div>Nine to <i>five</i></div>daily</body>");
  ASSERT_TRUE(page);
  EXPECT_EQ(field(*page, "title"), "Hours");
  EXPECT_EQ(field(*page, "body"), "Nine to five\ndaily");
}

TEST(Page, WhatIsNotToBeIndexedOrEmptyIsNone) {
  EXPECT_FALSE(read_page("u", "<head><meta name=robots content='noindex, nofollow'></head><body>secret</body>"));
  EXPECT_FALSE(read_page("u", "<body><nav>only this</nav></body>"));
  EXPECT_FALSE(read_page("u", ""));
}

TEST(Page, ElementsWithoutEndAreCut) {
  std::string html = "<body>";
  for (int i = 0; i < 100'000; ++i) html += "<div>";
  EXPECT_FALSE(read_page("u", html + "deep"));
}

}  // namespace
}  // namespace parlance::crm
