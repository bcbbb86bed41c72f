#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace parlance {
namespace {

TEST(Utf8, AcceptsEveryLength) {
  for (auto good : {"", "plain ascii, longer than a word", "é", "€", "😀", "\u07FF\u0800\uD7FF\uE000\uFFFF",
                    "\U00010000\U0010FFFF"})
    EXPECT_TRUE(is_utf8(good)) << good;
}

TEST(Utf8, RefusesWhatRfc3629Forbids) {
  for (auto bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80",
                   "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE2\x82", "aaaaaaaa\xE2\x28"})
    EXPECT_FALSE(is_utf8(bad)) << bad;
}

TEST(Utf8, FindsTheFaultInPieces) {
  Utf8Checker checker;
  EXPECT_TRUE(checker.feed("\xF4"));
  EXPECT_FALSE(checker.complete());
  EXPECT_FALSE(checker.feed("\x90"));
}

TEST(Utf8, TrimsUnicodeSpace) {
  EXPECT_EQ(trim(" \t\u00A0\u200B hi there \u3000\n"), "hi there");
  EXPECT_EQ(trim(" \u2003\uFEFF "), "");
  EXPECT_EQ(trim("é"), "é");
}

TEST(Utf8, ClipsBetweenCharacters) {
  EXPECT_EQ(clip("aé", 2), "a");
  EXPECT_EQ(clip("aé", 3), "aé");
  EXPECT_EQ(code_points("aé😀"), 3u);
}

}  // namespace
}  // namespace parlance
