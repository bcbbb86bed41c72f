#include "base/multipart.hpp"

#include <gtest/gtest.h>

namespace parlance {
namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=b";

std::string detail(std::string_view text, std::string_view type = kType) {
  const auto parts = parse_form(type, text);
  return parts ? "" : parts.error().detail;
}

TEST(Form, ReadsFieldsAndFilesAsTheyWereSent) {
  const std::string_view text =
      "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nline 1\r\nline 2\r\n"
      "--b  \r\nContent-Type: Text/CSV; charset=utf-8\r\n"
      "content-disposition: form-data; name=file; filename=\"a \\\"b\\\";c.csv\"\r\n\r\n--bx\r\n\r\n--b--\r\nepilogue";
  const auto parts = parse_form(kType, text).value();
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[0].name, "note");
  EXPECT_EQ(parts[0].body, "line 1\r\nline 2");
  EXPECT_EQ(parts[0].filename, "");
  EXPECT_EQ(parts[1].name, "file");
  EXPECT_EQ(parts[1].filename, "a \"b\";c.csv");
  EXPECT_EQ(parts[1].content_type, "text/csv");
  EXPECT_EQ(parts[1].body, "--bx\r\n");
}

TEST(Form, AQuotedBoundaryAndAnEmptyBody) {
  const auto parts = parse_form("multipart/form-data; charset=utf-8; BOUNDARY=\"a b\"",
                                "--a b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n--a b--");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->at(0).body, "");
}

TEST(Form, SaysWhatIsWrong) {
  const std::string head = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n";
  EXPECT_NE(detail("--b--", "multipart/form-data").find("boundary of 1 to 70"), std::string::npos);
  EXPECT_NE(detail("--b--", "multipart/form-data; boundary=\"b").find("boundary of 1 to 70"), std::string::npos);
  EXPECT_NE(detail("nothing").find("does not occur"), std::string::npos);
  EXPECT_NE(detail(head).find("head does not end"), std::string::npos);
  EXPECT_NE(detail(head + "\r\nbody").find("does not end"), std::string::npos);
  EXPECT_NE(detail("--bx\r\n").find("line of its own"), std::string::npos);
  EXPECT_NE(detail("--b\r\n\r\nbody\r\n--b--").find("no name"), std::string::npos);
  EXPECT_NE(detail("--b\r\nContent-Disposition: attachment; name=x\r\n\r\n\r\n--b--").find("not form-data"),
            std::string::npos);
  EXPECT_NE(detail(head + "X: " + std::string(kMaxPartHeadBytes, 'x') + "\r\n\r\n\r\n--b--").find("over 4096"),
            std::string::npos);
  EXPECT_NE(detail(head + "X: \xFF\r\n\r\n\r\n--b--").find("not UTF-8"), std::string::npos);
  std::string many;
  for (std::size_t i = 0; i <= kMaxParts; ++i) many += head + "\r\n\r\n";
  EXPECT_NE(detail(many + "--b--").find("more than 16"), std::string::npos);
}

}  // namespace
}  // namespace parlance
