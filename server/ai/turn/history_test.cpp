#include "ai/turn/history.hpp"

#include <gtest/gtest.h>

namespace parlance::ai {
namespace {

const chat::SessionId kSession{7};

chat::Message said(int seq, chat::SenderType by, std::string text, std::string intent = "", std::string entities = "") {
  chat::Message m;
  m.id = chat::message_id(kSession, seq), m.sender_type = by, m.text = std::move(text);
  m.ai_intent = std::move(intent), m.ai_entities = std::move(entities);
  return m;
}
constexpr auto kCustomer = chat::SenderType::customer, kBot = chat::SenderType::bot;

Question question(int seq, std::string text) {
  Question q;
  q.message = chat::message_id(kSession, seq), q.text = std::move(text);
  return q;
}

TEST(History, EndsWithTheQuestionAndLeavesOutWhatCameAfter) {
  const auto history = history_of(
      {said(1, kCustomer, "hi"), said(2, kBot, "hello"), said(3, kCustomer, "where?"), said(4, kCustomer, "quick!")},
      question(3, "where?"), {}, 1000);
  ASSERT_EQ(history.messages.size(), 3);
  EXPECT_EQ(history.messages[0].text, "hi");
  EXPECT_EQ(history.messages[1].role, model::Role::assistant);
  EXPECT_EQ(history.messages[2].text, "where?");
  EXPECT_EQ(history.earlier, "");
}

TEST(History, KeepsTheNewestAndSaysWhatTheOthersWereAbout) {
  const std::string filler(300, 'x');
  const auto history =
      history_of({said(1, kCustomer, filler, "order_status", R"({"order_id":"5512"})"), said(2, kBot, filler),
                  said(3, kCustomer, filler, "ticket_status_query", R"({"ticket_id":77})"), said(4, kBot, filler),
                  said(5, kCustomer, "ok", "thanks"), said(6, kBot, "bye")},
                 question(7, "and now?"), {}, 50);
  ASSERT_EQ(history.messages.size(), 3);
  EXPECT_EQ(history.messages[0].text, "ok");
  EXPECT_EQ(history.earlier, "order_status (order 5512), ticket_status_query (ticket 77)");
}

TEST(History, AQuestionThatNobodyCanSeeIsNone) {
  EXPECT_TRUE(history_of({said(1, kCustomer, "hi"), said(2, kBot, "hello")}, question(3, "\U000E0041"), {}, 1000)
                  .messages.empty());
}

TEST(History, BeginsWithTheCustomer) {
  const auto history =
      history_of({said(1, kCustomer, std::string(300, 'x')), said(2, kBot, "hello")}, question(3, "hm"), {}, 40);
  ASSERT_EQ(history.messages.size(), 1);
  EXPECT_EQ(history.messages[0].text, "hm");
}

TEST(History, LeavesOutWhatIsEmptyOnceItIsClean) {
  const auto history = history_of({said(1, kCustomer, "\xE2\x80\x8B"), said(2, kBot, "hello")},
                                  question(3, "\xF3\xA0\x81\x81"), {}, 1000);
  EXPECT_TRUE(history.messages.empty());
}

TEST(History, MasksWhatMustNotLeave) {
  const auto history = history_of({said(1, kCustomer, "I am Ada Lovelace, card 4111 1111 1111 1111")},
                                  question(2, "password: x"), hide_name("Ada Lovelace"), 1000);
  EXPECT_EQ(history.messages[0].text, "I am [name], card [card number]");
  EXPECT_EQ(history.messages[1].text, "password: [secret]");
}

}  // namespace
}  // namespace parlance::ai
