#include "ai/nlu/entities/recognise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "ai/nlu/entities/json.hpp"
#include "base/json/reader.hpp"

namespace parlance::ai::nlu {
namespace {

using Strings = std::vector<std::string>;
using testing::IsEmpty;

const UnixMs kNow = *parse_rfc3339("2026-03-04T09:30:00Z");

std::vector<Entity> entities(std::string_view text) {
  const auto typed = words(text);
  return find_entities(text, typed, typed, {kNow});
}

Strings found(std::string_view text, EntityType type) {
  Strings out;
  for (const auto& entity : entities(text))
    if (entity.type == type)
      out.push_back(entity.currency.empty() ? entity.value : entity.value + " " + entity.currency);
  return out;
}

TEST(Amounts, InAllTheForms) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"it was $20", "20 USD"},
      {"the country's $ 20", "20 USD"},
      {"U.S. $ 20", "20 USD"},
      {"15 USD 50 is what I paid", "15.50 USD"},
      {"I paid 15 dollars 50 days ago", "15 USD"},
      {"15 dollars 11a", "15 USD"},
      {"thirteen dollars forty five", "13.45 USD"},
      {"a quarter million dollars", "250000 USD"},
      {"100₾", "100 GEL"},
      {"it was 20 €", "20 EUR"},
      {"it was 20€.", "20 EUR"},
      {"EUR 20.50 was taken", "20.50 EUR"},
      {"I paid 20 dollars", "20 USD"},
      {"es waren 1.234,56 €", "1234.56 EUR"},
      {"it was $1,234.56", "1234.56 USD"},
      {"US$ 5k is too much", "5000 USD"},
      {"R$ 49,90 no cartão", "49.90 BRL"},
      {"75 millones de dólares", "75000000 USD"},
      {"2,5 Mio USD", "2500000 USD"},
      {"ich zahlte 12 500 EUR", "12500 EUR"},
      {"three thousand dollars", "3000 USD"},
      {"15 dollars and 5 cents", "15.05 USD"},
      {"elle coûte 30 francs suisses", "30 CHF"},
      {"20 pesos", "20"},
      {"£9.99 a month", "9.99 GBP"},
      {"CAD$ 15", "15 CAD"},
      {"USD115.5", "115.5 USD"},
  };
  for (const auto& [text, wanted] : cases)
    EXPECT_EQ(found(text, EntityType::amount), Strings{std::string(wanted)}) << text;
}

TEST(Amounts, OfARangeAreBoth) {
  EXPECT_EQ(found("between 20-30 € each", EntityType::amount), (Strings{"20 EUR", "30 EUR"}));
  EXPECT_EQ(found("$20-$30", EntityType::amount), (Strings{"20 USD", "30 USD"}));
  EXPECT_EQ(found("$20-30", EntityType::amount), (Strings{"20 USD", "30 USD"}));
}

TEST(Amounts, NotWithoutACurrency) {
  for (auto text : {"version 1.2.3", "2 years", "5 tickets", "a pound cake", "order 20", "iPhone 15", "100%"})
    EXPECT_THAT(found(text, EntityType::amount), IsEmpty()) << text;
}

TEST(Phones, InAllTheForms) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"call +49 30 123456", "+4930123456"},
      {"+49 (0)30 / 123456-78", "+4903012345678"},
      {"(555) 010-0199", "5550100199"},
      {"call me at 555 010 0199", "5550100199"},
      {"1-800-555-0199 is yours?", "18005550199"},
      {"0049 171 1234567", "00491711234567"},
      {"mein Telefon: 0176 12 34 56 78", "017612345678"},
      {"mon numéro est 06 12 34 56 78", "0612345678"},
      {"0161 123 4567 ext. 123", "01611234567;ext=123"},
      {"+44161234567x123", "+44161234567;ext=123"},
      {"my phone number is 12345678", "12345678"},
      {"telefone (21)99713-3601", "21997133601"},
  };
  for (const auto& [text, wanted] : cases)
    EXPECT_EQ(found(text, EntityType::phone_number), Strings{std::string(wanted)}) << text;
}

TEST(Phones, AreNoOtherNumbers) {
  for (auto text : {"order 5550100199", "on 2026-03-04", "4111 1111 1111 1111", "my card is 5111-1111-1111-1111",
                    "12345678", "$5550100", "192.168.100.100", "1,234,567 people", "version 10.20.3000",
                    "tracking 123456789012", "s666666666", "call about order 123456789"})
    EXPECT_THAT(found(text, EntityType::phone_number), IsEmpty()) << text;
}

TEST(Codes, OfParcelsAndDevices) {
  EXPECT_EQ(found("where is 1Z999AA10123456784", EntityType::code), Strings{"1Z999AA10123456784"});
  EXPECT_EQ(found("RR123456789DE is late", EntityType::code), Strings{"RR123456789DE"});
  EXPECT_EQ(found("tracking number 123456789012", EntityType::code), Strings{"123456789012"});
  EXPECT_EQ(found("open ABC-12345-A1B2C3 now", EntityType::code), Strings{"ABC-12345-A1B2C3"});
  EXPECT_EQ(found("where is AB-12345", EntityType::order_id), Strings{"AB-12345"});
  for (auto text : {"my iPhone15 broke", "MP3 and 4K", "covid19", "at 10am", "20170302", "100000km", "G2 2nd"})
    EXPECT_THAT(found(text, EntityType::code), IsEmpty()) << text;
}

TEST(Urls, WithAndWithoutAScheme) {
  EXPECT_EQ(found("see https://shop.example/a?b=1#c.", EntityType::url), Strings{"https://shop.example/a?b=1#c"});
  EXPECT_EQ(found("see www.shop.example, please", EntityType::url), Strings{"www.shop.example"});
  EXPECT_EQ(found("it is on shop.com/cart (really)", EntityType::url), Strings{"shop.com/cart"});
  EXPECT_EQ(found("http://127.0.0.1:8080/#/123", EntityType::url), Strings{"http://127.0.0.1:8080/#/123"});
  for (auto text : {"thanks.it works", "at 7.am", "ana@shop.com", "https:// is nothing", "...", "e.g. this"})
    EXPECT_THAT(found(text, EntityType::url), IsEmpty()) << text;
}

TEST(Emails, AreWellFormed) {
  EXPECT_EQ(found("write to ana.b+x@shop-one.example.com.", EntityType::customer_email),
            Strings{"ana.b+x@shop-one.example.com"});
  EXPECT_EQ(found("<bob@shop.example>, 'eve@shop.example'", EntityType::customer_email),
            (Strings{"bob@shop.example", "eve@shop.example"}));
  EXPECT_EQ(found("邮箱地址eve@shop.example，“bob@shop.example” «ana@shop.example»", EntityType::customer_email),
            (Strings{"eve@shop.example", "bob@shop.example", "ana@shop.example"}));
  for (auto text : {"a..b@shop.com", ".a@shop.com", "@eve", "a@b", "me@shop..com", "a@1.2", "müller@shop.example",
                    "павел.п@shop.example", "zoé-b@shop.example"})
    EXPECT_THAT(found(text, EntityType::customer_email), IsEmpty()) << text;
}

TEST(Ids, AreNoPartOfSomethingElse) {
  for (auto text : {"it cost 12345 dollars", "call me at 555 010 0199", "on 2026-03-04", "see https://shop.com/12345",
                    "write to 12345@shop.com", "tracking 1Z999AA10123456784"})
    for (auto type : {EntityType::ticket_id, EntityType::order_id, EntityType::number})
      EXPECT_THAT(found(text, type), IsEmpty()) << text;
  EXPECT_EQ(found("order 5512 cost $30 and came on 2026-03-04", EntityType::order_id), Strings{"5512"});
  EXPECT_EQ(found("purchase 113542617735902", EntityType::order_id), Strings{"113542617735902"});
}

TEST(Ids, AreNoDatesAndNoMoney) {
  EXPECT_EQ(found("is ticket 5 am I right still open?", EntityType::ticket_id), Strings{"5"});
  EXPECT_EQ(found("Was ist mit Ticket 5 am Montag passiert?", EntityType::ticket_id), Strings{"5"});
  EXPECT_EQ(found("Will order 10 tomorrow arrive?", EntityType::order_id), Strings{"10"});
  EXPECT_EQ(found("ticket 12 may be closed", EntityType::ticket_id), Strings{"12"});
  EXPECT_EQ(found("le ticket 5 le 3 mars", EntityType::ticket_id), Strings{"5"});
  EXPECT_EQ(found("order no. 10, 5 May", EntityType::order_id), Strings{"10"});
  EXPECT_EQ(found("order 5512 - 20 € too much", EntityType::order_id), Strings{"5512"});
  EXPECT_EQ(found("my delivery of 5 May", EntityType::date), Strings{"2026-05-05"});
  EXPECT_EQ(found("Lieferung 12.5.2026", EntityType::date), Strings{"2026-05-12"});
}

TEST(Ids, OfOrdersMayBeCodes) {
  EXPECT_EQ(found("where is order ORD-2024-0012?", EntityType::order_id), Strings{"ORD-2024-0012"});
  EXPECT_EQ(found("my order number is 100-2345678-1234567", EntityType::order_id), Strings{"100-2345678-1234567"});
  EXPECT_EQ(found("Bestellung A1B2C3D4", EntityType::order_id), Strings{"A1B2C3D4"});
}

TEST(Entities, EachPartOfTheTextOnce) {
  const std::string text = "Order 5512 of March 3rd, 20 €, is at https://x.com/2026-03-04 or +49 30 123456 or a@b.com";
  std::size_t past = 0;
  for (const auto& entity : entities(text)) {
    EXPECT_GE(entity.start, past) << entity.value;
    past = entity.end;
  }
}

TEST(Entities, AreToldWithTheirCurrency) {
  const std::string text = "J’ai payé 20,50 € hier, mon téléphone : +33 6 12 34 56 78";
  const auto json = json::parse_object(to_json(text, entities(text))).value();
  EXPECT_EQ(json.at("phone_number").as_string(), "+33612345678");
  const auto& amount = json.at("spans").at(0).as_object();
  EXPECT_EQ(amount.at("type").as_string(), "amount");
  EXPECT_EQ(amount.at("value").as_string(), "20.50");
  EXPECT_EQ(amount.at("currency").as_string(), "EUR");
  EXPECT_EQ(amount.at("start").as_int64(), 10);
  EXPECT_EQ(amount.at("end").as_int64(), 17);
  EXPECT_EQ(json.at("spans").at(1).at("value").as_string(), "2026-03-03");
}

// Nothing that is written may take long or read past the end.
TEST(Entities, OfNonsenseAreFoundInLinearTime) {
  for (const std::string_view piece :
       {"1 ", "one ", "1-",   "1.", "@",  "a@", "in ",      "+1(",   "march ",       "de ",
        "$",  "1Z-",  "www.", "é1", "l'", "a.", "hundred ", "1234 ", "http://a.b/)", ")))) "}) {
    std::string text;
    while (text.size() < 16'000) text += piece;
    const auto from = std::chrono::steady_clock::now();
    entities(text);
    EXPECT_LT(std::chrono::steady_clock::now() - from, std::chrono::seconds(1)) << piece;
  }
}

}  // namespace
}  // namespace parlance::ai::nlu
