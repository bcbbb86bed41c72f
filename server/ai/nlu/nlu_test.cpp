#include <gtest/gtest.h>

#include "ai/nlu/classifier/classify.hpp"
#include "ai/nlu/entities/json.hpp"
#include "ai/nlu/entities/recognise.hpp"
#include "ai/nlu/negation.hpp"
#include "ai/nlu/sentences.hpp"
#include "ai/nlu/speech_act.hpp"
#include "ai/nlu/spelling.hpp"
#include "base/json/reader.hpp"

namespace parlance::ai::nlu {
namespace {

std::string_view intent_of(std::string_view text) { return classify(words(text)).front().intent; }

TEST(Intents, KnowsTheThirteen) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"What's the status of ticket #12345?", intent::kTicketStatus},
      {"any update on my case", intent::kTicketStatus},
      {"show me my tickets", intent::kTicketStatus},
      {"has my issue been resolved yet?", intent::kTicketStatus},
      {"what plan am I on?", intent::kAccountInfo},
      {"show my account details", intent::kAccountInfo},
      {"where is my order 5512", intent::kOrderStatus},
      {"and my orders?", intent::kOrderStatus},
      {"when will my package arrive", intent::kOrderStatus},
      {"I want to open a ticket", intent::kCreateTicket},
      {"open a ticket", intent::kCreateTicket},
      {"I'd like to report a problem", intent::kCreateTicket},
      {"please cancel my order", intent::kCancelOrder},
      {"I want my money back", intent::kRefund},
      {"I was charged twice", intent::kCreateTicket},
      {"this is the worst service ever", intent::kComplaint},
      {"How do I change my e-mail address?", intent::kKnowledge},
      {"What are your opening hours", intent::kKnowledge},
      {"let me talk to a human", intent::kHuman},
      {"agent", intent::kHuman},
      {"hello", intent::kGreeting},
      {"good morning", intent::kGreeting},
      {"thank you so much", intent::kThanks},
      {"bye", intent::kGoodbye},
      {"that's all", intent::kGoodbye},
      {"purple elephants juggle", intent::kOutOfScope},
  };
  for (const auto& [text, wanted] : cases) EXPECT_EQ(intent_of(text), wanted) << text;
}

TEST(Intents, AHugeMessageIsReadAtItsEnds) {
  std::string text = "what is the status of my ticket ";
  for (int i = 0; i < 3000; ++i) text += "log ";
  EXPECT_EQ(intent_of(text), intent::kTicketStatus);
}

TEST(Sentences, AreCutAtTheirEndsOnly) {
  const std::string text = "Fair enough. Now: where is 1.500 of it? Thanks";
  const auto all = words(text);
  std::vector<std::size_t> sizes;
  for (const auto& sentence : sentences_of(text, all)) sizes.push_back(sentence.size());
  EXPECT_EQ(sizes, (std::vector<std::size_t>{2, 1, 6, 1}));
  EXPECT_TRUE(sentences_of("", {}).empty());
}

std::vector<std::string> found(std::string_view text, EntityType type) {
  std::vector<std::string> out;
  for (auto& entity : find_entities(text, words(text), words(text), {}))
    if (entity.type == type) out.push_back(entity.value);
  return out;
}

TEST(Entities, TellsTicketsFromOrders) {
  using Strings = std::vector<std::string>;
  EXPECT_EQ(found("What's the status of ticket #12345?", EntityType::ticket_id), Strings{"12345"});
  EXPECT_EQ(found("ticket number is 77 and order no. 5512", EntityType::ticket_id), Strings{"77"});
  EXPECT_EQ(found("ticket number is 77 and order no. 5512", EntityType::order_id), Strings{"5512"});
  EXPECT_EQ(found("tickets 12 and 13", EntityType::ticket_id), (Strings{"12", "13"}));
  EXPECT_EQ(found("ticket number 12,345 please", EntityType::ticket_id), Strings{"12345"});
  EXPECT_EQ(found("where is ORD-2291", EntityType::order_id), Strings{"ORD-2291"});
  EXPECT_EQ(found("12345", EntityType::number), Strings{"12345"});
  EXPECT_EQ(found("I paid 30 euros for the lamp and waited 5 days", EntityType::number), Strings{});
  EXPECT_EQ(found("write to ana.b+x@shop-one.example.com, please", EntityType::customer_email),
            Strings{"ana.b+x@shop-one.example.com"});
  EXPECT_EQ(found("ticket 99999999999999999999", EntityType::ticket_id), Strings{"99999999999999999999"});
  EXPECT_EQ(found("ticket " + std::string(40, '9'), EntityType::ticket_id), Strings{});
}

TEST(Entities, OffsetsAreCodePoints) {
  const std::string text = "Où est le ticket #7 😀";
  const auto json = json::parse_object(to_json(text, find_entities(text, words(text), words(text), {}))).value();
  EXPECT_EQ(json.at("ticket_id").as_int64(), 7);
  EXPECT_EQ(json.at("spans").at(0).at("start").as_int64(), 18);
  EXPECT_EQ(json.at("spans").at(0).at("end").as_int64(), 19);
}

std::string mended(std::string_view text) {
  std::string out;
  for (const auto& word : corrected(words(text))) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

TEST(Spelling, UndoesASlipOfTheFinger) {
  EXPECT_EQ(mended("staus of my tikcet"), "status of my ticket");
  EXPECT_EQ(mended("cancle my ordwr"), "cancel my order");
  EXPECT_EQ(mended("trackking of the delivrey"), "tracking of the delivery");
}

TEST(Spelling, LeavesWhatIsMeantOrUnknown) {
  for (auto text : {"my older phone", "purple elephants juggle", "oder", "the ticket status", "a1b2c3"})
    EXPECT_EQ(mended(text), text);
}

TEST(Negation, RefusesOnlyWhatItSpeaksOf) {
  const auto refused = [](std::string_view text, std::string_view wanted) {
    return is_refused(text, words(text), wanted);
  };
  EXPECT_TRUE(refused("don't cancel order 5523", intent::kCancelOrder));
  EXPECT_TRUE(refused("please do not cancel it", intent::kCancelOrder));
  EXPECT_TRUE(refused("no need for a human", intent::kHuman));
  EXPECT_TRUE(refused("I don't want to talk to an agent", intent::kHuman));
  EXPECT_TRUE(refused("never open a ticket for me", intent::kCreateTicket));
  EXPECT_FALSE(refused("My lamp is not turning on, please open a ticket", intent::kCreateTicket));
  EXPECT_FALSE(refused("open a ticket: no hot water in the bathroom", intent::kCreateTicket));
  EXPECT_FALSE(refused("open a ticket about a door that does not close", intent::kCreateTicket));
  EXPECT_FALSE(refused("I did not get my parcel, I want a refund", intent::kRefund));
  EXPECT_FALSE(refused("no, I want to talk to a person", intent::kHuman));
  EXPECT_FALSE(refused("please cancel order 5523, I no longer need it", intent::kCancelOrder));
  EXPECT_FALSE(refused("I do not want my order anymore", intent::kCancelOrder));
}

TEST(SpeechActs, OnlyWhereNothingElseIsSaid) {
  for (auto yes : {"yes please", "Yes.", "sure, go ahead", "ok", "please do", "yes, tell me more"})
    EXPECT_EQ(speech_act(words(yes)), SpeechAct::yes) << yes;
  for (auto no : {"no", "no thanks", "nope", "please don't"}) EXPECT_EQ(speech_act(words(no)), SpeechAct::no) << no;
  for (auto stop : {"never mind", "cancel", "forget it", "stop that please"})
    EXPECT_EQ(speech_act(words(stop)), SpeechAct::abandon) << stop;
  for (auto more : {"yes but where is my order 5512", "and my orders?", "12345", "Nothing works"})
    EXPECT_EQ(speech_act(words(more)), SpeechAct::none) << more;
}

}  // namespace
}  // namespace parlance::ai::nlu
