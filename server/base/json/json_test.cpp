#include <gtest/gtest.h>

#include "base/json/reader.hpp"
#include "base/json/writer.hpp"

namespace parlance::json {
namespace {

TEST(Writer, EscapesWhatJsonMust) {
  std::string out;
  Writer(out)
      .open()
      .key("a\"b")
      .string("line\nquote\" back\\ bell\x07 é")
      .key("n")
      .integer(-5)
      .key("list")
      .open('[')
      .integer(1)
      .integer(2)
      .close(']')
      .close();
  EXPECT_EQ(out, R"({"a\"b":"line\nquote\" back\\ bell\u0007 é","n":-5,"list":[1,2]})");
  EXPECT_TRUE(parse(out));
}

TEST(Parse, RefusesBadText) {
  for (auto bad : {"", "{", "nul", "{\"a\":1,}", "\"\\ud800\"", "\"\xC0\x80\"", "\"\xED\xA0\x80\"",
                   "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]"}) {
    const auto parsed = parse(bad);
    ASSERT_FALSE(parsed) << bad;
    EXPECT_EQ(parsed.error().code, kInvalidJson);
  }
  EXPECT_FALSE(parse_object("[1]"));
}

Result<void> read(std::string_view text) {
  const auto object = parse_object(text).value();
  Fields fields(object);
  fields.required_string("name", 5);
  fields.integer("age", 0, 150);
  return fields.finish();
}

TEST(Fields, SaysWhichFieldAndWhy) {
  EXPECT_TRUE(read(R"({"name":"Ada","age":36})"));
  EXPECT_TRUE(read(R"({"name":"Ada","age":null})"));
  EXPECT_EQ(read(R"({})").error().pointer, "/name");
  EXPECT_EQ(read(R"({"name":null})").error().code, kInvalidField);
  EXPECT_EQ(read(R"({"name":"Adalbert"})").error().pointer, "/name");
  EXPECT_EQ(read(R"({"name":"A\u0000"})").error().pointer, "/name");
  EXPECT_EQ(read(R"({"name":"Ada","age":"36"})").error().pointer, "/age");
  EXPECT_EQ(read(R"({"name":"Ada","age":151})").error().pointer, "/age");
  EXPECT_EQ(read(R"({"name":"Ada","a/b~":1})").error().pointer, "/a~1b~0");
  EXPECT_EQ(read(R"({"name":"Ada","a/b~":1})").error().code, kUnknownField);
  EXPECT_EQ(read(R"({"name":"Ada","name,age":1})").error().code, kUnknownField);
}

}  // namespace
}  // namespace parlance::json
