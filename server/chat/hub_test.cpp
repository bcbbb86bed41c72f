#include "chat/hub.hpp"

#include <gmock/gmock.h>

namespace parlance::chat {
namespace {

constexpr SessionId kSession{7};
constexpr MessageId kQuestion = message_id(kSession, 1);

struct Listener : Subscriber {
  void on_event(SessionId, const SharedEvent& event) override {
    if (const auto* delta = std::get_if<Delta>(&event->body))
      told.push_back(std::to_string(delta->attempt) + "@" + std::to_string(delta->offset) + " " + delta->text);
  }
  std::vector<std::string> told;
};

struct HubTest : testing::Test {
  Hub hub;
  std::shared_ptr<Listener> listener = std::make_shared<Listener>();

  void reply_to(MessageId question) {
    Message reply;
    reply.id = message_id(kSession, 2);
    reply.reply_to = question;
    hub.publish(kSession, std::make_shared<const Event>(std::move(reply), 2));
  }
};

TEST_F(HubTest, PiecesOfAReplyAreToldAtTheirOffsetsInCodePoints) {
  hub.subscribe(kSession, listener);
  hub.write(kSession, kQuestion, 1, "Grüße");
  hub.write(kSession, kQuestion, 1, ", Zoë");
  hub.write(kSession, kQuestion, 2, "Hello");
  EXPECT_THAT(listener->told, testing::ElementsAre("1@0 Grüße", "1@5 , Zoë", "2@0 Hello"));
}

TEST_F(HubTest, WhoJoinsIsToldAllOfTheReplySoFarAndNothingOnceItIsThere) {
  hub.write(kSession, kQuestion, 1, "one ");
  hub.write(kSession, kQuestion, 1, "two");
  hub.show_written(kSession, *listener);
  EXPECT_THAT(listener->told, testing::ElementsAre("1@0 one two"));
  reply_to(kQuestion);
  hub.show_written(kSession, *listener);
  EXPECT_EQ(listener->told.size(), 1u);
}

TEST_F(HubTest, AReplyThatEndsWithoutAMessageHereIsForgotten) {
  hub.write(kSession, kQuestion, 1, "half");
  hub.end_writing(kSession, kQuestion);
  hub.show_written(kSession, *listener);
  EXPECT_TRUE(listener->told.empty());
}

TEST_F(HubTest, APieceFromElsewhereIsKeptForNobodyWhereNobodyListens) {
  EXPECT_TRUE(hub.take(kSession, {kQuestion, 1, 0, "late"}));
  EXPECT_FALSE(hub.written(kSession));
  hub.subscribe(kSession, listener);
  EXPECT_TRUE(hub.take(kSession, {kQuestion, 1, 0, "in time"}));
  EXPECT_TRUE(hub.written(kSession));
}

TEST_F(HubTest, NoMoreIsShownThanAMessageMayHold) {
  hub.subscribe(kSession, listener);
  hub.write(kSession, kQuestion, 1, std::string(kMaxMessageBytes, 'x'));
  hub.write(kSession, kQuestion, 1, "y");
  EXPECT_EQ(listener->told.size(), 1u);
}

TEST_F(HubTest, AnotherQuestionsReplyLeavesIt) {
  hub.write(kSession, message_id(kSession, 3), 1, "still");
  reply_to(kQuestion);
  hub.show_written(kSession, *listener);
  EXPECT_THAT(listener->told, testing::ElementsAre("1@0 still"));
}

}  // namespace
}  // namespace parlance::chat
