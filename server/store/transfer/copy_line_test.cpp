#include "store/transfer/copy_line.hpp"

#include <gtest/gtest.h>

namespace parlance::store::transfer {
namespace {

std::string line(const std::vector<Value>& row) {
  std::string out;
  append_copy_line(out, row);
  return out;
}

TEST(CopyLine, TellsNullFromEmptyAndFromWhatLooksLikeIt) {
  EXPECT_EQ(line({Value(), Value(std::string()), Value(std::string("\\N"))}), "\\N\t\t\\\\N\n");
}

TEST(CopyLine, KeepsARowOnOneLine) { EXPECT_EQ(line({Value(std::string("a\tb\nc\rd\\."))}), "a\\tb\\nc\\rd\\\\.\n"); }

TEST(CopyLine, WritesIntegersAndBlobs) {
  EXPECT_EQ(line({Value(INT64_MIN), Value(Blob{std::string("\x00\xff\n", 3)}), Value(Blob{})}),
            "-9223372036854775808\t\\\\x00ff0a\t\\\\x\n");
}

}  // namespace
}  // namespace parlance::store::transfer
