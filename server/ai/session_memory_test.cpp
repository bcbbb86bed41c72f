#include "ai/session_memory.hpp"

#include <gtest/gtest.h>

namespace parlance::ai {
namespace {

constexpr chat::SessionId kSession{7};
constexpr Caller kCaller{{1}, {2}};
constexpr UnixMs kNow = 1'000'000;

chat::NewMessage message(chat::SessionId session = kSession) { return {session, Uuid::random(), "and that one?"}; }

// As an exchange leaves it that was stored at kNow, after `last_seq` messages.
void keep(SessionMemory& memory, std::int64_t last_seq = 4, chat::SessionId session = kSession) {
  Question question{kCaller, chat::message_id(session, last_seq + 1), "status of ticket 5?", "en", "Ada", {}, 3};
  Dialogue dialogue;
  dialogue.ticket = 5;
  memory.keep({std::move(question), last_seq, kNow}, dialogue, kNow);
}

TEST(SessionMemory, TheNextMessageFindsWhatTheLastExchangeLeft) {
  SessionMemory memory;
  keep(memory);
  const auto found = memory.take(kCaller, message(), 0, kNow);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->last_seq, 6);
  EXPECT_EQ(found->question.message, chat::message_id(kSession, 7));
  EXPECT_EQ(found->question.text, "and that one?");
  EXPECT_EQ(found->question.dialogue.ticket, 5);
  EXPECT_EQ(found->question.epoch, 3);
}

TEST(SessionMemory, WhatWasTakenIsForgotten) {
  SessionMemory memory;
  keep(memory);
  EXPECT_TRUE(memory.take(kCaller, message(), 0, kNow));
  EXPECT_FALSE(memory.take(kCaller, message(), 0, kNow));
}

TEST(SessionMemory, NobodyElseIsToldOfIt) {
  SessionMemory memory;
  keep(memory);
  EXPECT_FALSE(memory.take({{1}, {3}}, message(), 0, kNow));
  keep(memory);
  EXPECT_FALSE(memory.take({{2}, {2}}, message(), 0, kNow));
}

TEST(SessionMemory, WhatMayBeRefusedIsLookedUp) {
  SessionMemory memory;
  keep(memory);
  EXPECT_FALSE(memory.take(kCaller, message(), kNow + 1, kNow)) << "idle";
  keep(memory);
  EXPECT_FALSE(memory.take(kCaller, message(), 0, kNow + SessionMemory::kFreshForMs)) << "seen long ago";
  keep(memory, chat::kMaxQuestionSeq - 2);
  EXPECT_FALSE(memory.take(kCaller, message(), 0, kNow)) << "full";
}

TEST(SessionMemory, TheOldestAreForgotten) {
  SessionMemory memory;
  constexpr auto kMany = static_cast<std::int64_t>(3 * SessionMemory::kGeneration);
  for (std::int64_t i = 1; i <= kMany; ++i) keep(memory, 4, {i});
  EXPECT_FALSE(memory.take(kCaller, message({1}), 0, kNow));
  EXPECT_TRUE(memory.take(kCaller, message({kMany}), 0, kNow));
}

}  // namespace
}  // namespace parlance::ai
