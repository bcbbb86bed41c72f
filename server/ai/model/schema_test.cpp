#include "ai/model/schema.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace parlance::ai::model {
namespace {

const auto kSchema =
    boost::json::parse(R"({"type":"object","additionalProperties":false,"required":["id","note","kind"],
  "properties":{"id":{"type":"integer","minimum":1,"maximum":100},"note":{"type":["string","null"],"maxLength":3},
  "kind":{"type":"string","enum":["a","b"]}}})");

std::string fault(std::string_view text) { return fault_by_schema(kSchema, boost::json::parse(text)).value_or("none"); }

TEST(Schema, SaysWhatIsWrong) {
  EXPECT_EQ(fault(R"({"id":5,"note":null,"kind":"a"})"), "none");
  EXPECT_EQ(fault(R"({"id":5,"note":"gr\u00fc","kind":"b"})"), "none");
  EXPECT_EQ(fault(R"({"id":5,"note":null})"), "the arguments lack `kind`");
  EXPECT_EQ(fault(R"({"id":5,"note":null,"kind":"a","customer_id":2})"), "the arguments have no `customer_id`");
  EXPECT_EQ(fault(R"({"id":"5","note":null,"kind":"a"})"), "`id` must be of type \"integer\"");
  EXPECT_EQ(fault(R"({"id":5.0,"note":null,"kind":"a"})"), "none") << "JSON Schema: an integer";
  EXPECT_EQ(fault(R"({"id":5.5,"note":null,"kind":"a"})"), "`id` must be of type \"integer\"");
  EXPECT_EQ(fault(R"({"id":18446744073709551615,"note":null,"kind":"a"})"), "`id` must be of type \"integer\"");
  EXPECT_EQ(fault(R"({"id":101.0,"note":null,"kind":"a"})"), "`id` is out of range");
  EXPECT_EQ(fault(R"({"id":101,"note":null,"kind":"a"})"), "`id` is out of range");
  EXPECT_EQ(fault(R"({"id":5,"note":"long","kind":"a"})"), "`note` is over 3 characters");
  EXPECT_EQ(fault(R"({"id":5,"note":null,"kind":"c"})"), "`kind` must be one of [\"a\",\"b\"]");
  EXPECT_EQ(fault("[]"), "the arguments must be of type \"object\"");
}

}  // namespace
}  // namespace parlance::ai::model
