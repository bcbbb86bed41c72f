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

TEST(Page, KeepsWhatTextIsMadeOf) {
  const auto body = [](std::string_view html) {
    const auto page = read_page("u", html);
    return page ? field(*page, "body") : std::string("none");
  };
  EXPECT_EQ(body("<ol><li>Open</li><li>Press<ul><li>twice</li></ul></li></ol>"), "1. Open\n2. Press\n- twice");
  EXPECT_EQ(body("<p>Type:</p><pre>line one\n  line two</pre>"), "Type:\n\nline one\n  line two");
  EXPECT_EQ(body("<details><summary>How long?</summary>Three days.</details>"), "How long?\nThree days.");
  EXPECT_EQ(body("<h2><svg></svg></h2><p>A paragraph.</p>"), "A paragraph.");
  EXPECT_EQ(body("<table><tr><th>To</th><th>Days</th></tr><tr><td></td><td>5</td></tr></table>"), "To | Days\n| 5");
  EXPECT_EQ(body("<form><div><p>All within a form.</p></div><input value=x></form>"), "All within a form.");
  EXPECT_EQ(body("<article>One.</article><article>Two.</article>"), "One.\nTwo.");
  EXPECT_EQ(body("a<br>b <b>c</b><i>d</i>, e"), "a\nb cd, e");
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
  EXPECT_FALSE(read_page("u", "<head><META NAME=ROBOTS CONTENT=NOINDEX></head><body>secret</body>"));
  EXPECT_FALSE(read_page("u", "<head><meta name=robots content=none></head><body>secret</body>"));
  EXPECT_TRUE(read_page("u", "<head><meta name=robots content='index, nofollow'></head><body>open</body>"));
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
