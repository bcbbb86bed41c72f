#include "crm/import/sitemap.hpp"

#include <gmock/gmock.h>

namespace parlance::crm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kPages = R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><loc> https://help.example/a?x=1&amp;y=2 </loc><lastmod>2026-01-01</lastmod>
    <image:image><image:loc>https://help.example/a.png</image:loc></image:image></url>
  <url><loc>https://help.example/b</loc></url>
  <url><loc>https://help.example/b</loc></url>
  <url><loc>file:///etc/passwd</loc></url>
</urlset>)";

TEST(Sitemap, ListsEachPageOnce) {
  const auto map = read_sitemap("sitemap.xml", kPages);
  ASSERT_TRUE(map);
  EXPECT_THAT(map->pages, ElementsAre("https://help.example/a?x=1&y=2", "https://help.example/b"));
  EXPECT_THAT(map->sitemaps, IsEmpty());
}

TEST(Sitemap, AnIndexListsSitemaps) {
  const auto map = read_sitemap(
      "sitemap.xml", "<sitemapindex><sitemap><loc>https://help.example/de.xml</loc></sitemap></sitemapindex>");
  ASSERT_TRUE(map);
  EXPECT_THAT(map->sitemaps, ElementsAre("https://help.example/de.xml"));
}

TEST(Sitemap, WhatIsNoneIsSaid) {
  for (const auto text : {"", "<html></html>", "not xml", "<urlset>"})
    EXPECT_THAT(read_sitemap("x.xml", text).error().detail, HasSubstr("x.xml is no sitemap")) << text;
}

TEST(Sitemap, TakesNoEntities) {
  for (const auto entity : {"SYSTEM \"file:///etc/hostname\"", "\"internal\""}) {
    const auto text = std::string("<!DOCTYPE urlset [<!ENTITY e ") + entity +
                      ">]><urlset><url><loc>https://help.example/&e;</loc></url></urlset>";
    EXPECT_THAT(read_sitemap("x.xml", text).error().detail, HasSubstr("must have no document type")) << text;
  }
}

TEST(Sitemap, LeavesOutWhatIsTooLongAndRefusesTooMany) {
  std::string many = "<urlset>";
  for (std::size_t i = 0; i <= kMaxPages; ++i)
    many += "<url><loc>https://help.example/" + std::to_string(i) + "</loc></url>";
  EXPECT_THAT(read_sitemap("x.xml", many + "</urlset>").error().detail, HasSubstr("more than 5000 pages"));
  const auto map = read_sitemap(
      "x.xml", "<urlset><url><loc>https://a.example/" + std::string(kMaxAddressBytes, 'x') + "</loc></url></urlset>");
  ASSERT_TRUE(map);
  EXPECT_THAT(map->pages, IsEmpty());
}

}  // namespace
}  // namespace parlance::crm
