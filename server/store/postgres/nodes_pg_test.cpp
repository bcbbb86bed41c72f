#include <algorithm>
#include <numeric>
#include <set>

#include "store/catalogue.hpp"
#include "store/chat_store.hpp"
#include "store/postgres/test_database.hpp"
#include "store/turn_store.hpp"

namespace parlance::store::postgres {
namespace {

constexpr Statement kAddAndTell{"add_one", "UPDATE things SET n = n + 1 WHERE id = ?1 RETURNING n", Scope::crossing};
constexpr Statement kAddTo{"add_to", "UPDATE things SET n = n + 1 WHERE id = ?1 AND n = ?2 RETURNING n",
                           Scope::crossing};
constexpr Statement kSee{"see", "SELECT n FROM things WHERE id = ?1", Scope::crossing};

constexpr Statement kPause{"pause", "SELECT pg_sleep(0.3)", Scope::crossing};

struct Node {
  explicit Node(const Options& options) : database(loops, options) { loops.start(); }
  ~Node() { loops.stop(); }

  Loops loops{1};
  PostgresDatabase database;
};

struct PostgresNodes : PostgresTest {
  std::optional<Node> one, other;

  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    Sql sql(url());
    sql.rows("CREATE TABLE things (id BIGINT PRIMARY KEY, n BIGINT); INSERT INTO things VALUES (1, 0), (2, 0)");
    sql.rows(add_tenant(1));
    auto statements = all_statements();
    for (const auto* own : {&kAddAndTell, &kAddTo, &kSee, &kPause}) statements.push_back(own);
    one.emplace(options(statements)), other.emplace(options(statements));
  }
  void TearDown() override {
    one.reset(), other.reset();
    PostgresTest::TearDown();
  }
};

WriteSet set_of(const Statement& statement, std::vector<Value> values) {
  WriteSet set;
  set.push_back({&statement, std::move(values)});
  return set;
}

// How many of its own were written.
Task<int> add(Database& database, int times) {
  int written = 0;
  for (int i = 0; i < times; ++i) {
    try {
      co_await database.write(set_of(kAddAndTell, {std::int64_t{1}}));
      ++written;
    } catch (const Fault&) {  // too many were in its way
    }
  }
  co_return written;
}

Task<int> add_where_unchanged(Database& database, int times) {
  int written = 0;
  for (int i = 0; i < times; ++i) {
    const auto seen = co_await database.read(kSee, {std::int64_t{1}});
    const auto rows = co_await database.write(set_of(kAddTo, {std::int64_t{1}, seen.at(0).integer(0)}));
    written += static_cast<int>(rows[0].size());
  }
  co_return written;
}

constexpr int kTasks = 8, kTimes = 25;

TEST_F(PostgresNodes, IncrementsFromBothAreAllCounted) {
  std::vector<std::future<int>> tasks;
  for (int i = 0; i < kTasks; ++i)
    for (auto* node : {&*one, &*other})
      tasks.push_back(begin(node->loops.at(0), [node] { return add(node->database, kTimes); }));
  int written = 0;
  for (auto& task : tasks) written += take(std::move(task));
  EXPECT_EQ(written, 2 * kTasks * kTimes);
  EXPECT_EQ(Sql(url()).one("SELECT n FROM things WHERE id = 1"), std::to_string(written));
}

TEST_F(PostgresNodes, AConditionIsTrueOfWhatItsWriteChanges) {
  std::vector<std::future<int>> tasks;
  for (int i = 0; i < kTasks; ++i)
    for (auto* node : {&*one, &*other})
      tasks.push_back(begin(node->loops.at(0), [node] { return add_where_unchanged(node->database, kTimes); }));
  int written = 0;
  for (auto& task : tasks) written += take(std::move(task));
  EXPECT_GT(written, 0);
  EXPECT_EQ(Sql(url()).one("SELECT n FROM things WHERE id = 1"), std::to_string(written));
}

// Each takes the rows in its own order, so that the server has to end one of them.
TEST_F(PostgresNodes, ADeadlockIsNobodysFault) {
  const auto add_both = [](Node& node, std::int64_t first, std::int64_t second) {
    auto set = set_of(kAddAndTell, {first});
    set.push_back({&kPause, {}});
    set.push_back({&kAddAndTell, {second}});
    return begin(node.loops.at(0), [&node, set] { return node.database.write(set); });
  };
  auto there = add_both(*one, 1, 2), back = add_both(*other, 2, 1);
  take(std::move(there)), take(std::move(back));
  EXPECT_EQ(Sql(url()).column("SELECT n FROM things"), (std::vector<std::string>{"2", "2"}));
}

constexpr Caller kCaller{{1}, {1}};

Task<chat::Appended> append(ChatStore& store, chat::SessionId session, Uuid client_id) {
  auto appended = co_await store.append_message(kCaller, {session, client_id, "hello"}, 1, {0, 1'000'000});
  if (!appended) throw std::logic_error(appended.error().detail);
  co_return *appended;
}

// Its index and the count are the database's, so that no node is asked how much another has in hand.
TEST_F(PostgresNodes, SoManyOfASessionMayWaitForTheirAnswer) {
  ChatStore here(one->database), there(other->database);
  const auto session = take(begin(one->loops.at(0), [&] { return here.create_session(kCaller, {}, 0); })).id;
  const auto send = [&](Node& node, ChatStore& store, Uuid client_id) {
    return take(begin(node.loops.at(0), [&store, session, client_id]() -> Task<parlance::Result<chat::Appended>> {
      co_return co_await store.append_message(kCaller, {session, client_id, "hello"}, 1, {0, 2});
    }));
  };
  const auto first = Uuid::random(), third = Uuid::random();
  EXPECT_TRUE(send(*one, here, first));
  EXPECT_TRUE(send(*other, there, Uuid::random()));
  for (auto* refused : {&here, &there}) {
    const auto outcome = send(refused == &here ? *one : *other, *refused, third);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, kOverloaded);
    EXPECT_GT(outcome.error().retry_after_ms, 0u);
  }
  EXPECT_FALSE(send(*other, there, first)->fresh) << "what is stored already is told again";
  Sql(url()).rows("UPDATE chat_messages SET pending = 0 WHERE id % 2 = 1");
  EXPECT_TRUE(send(*one, here, third));
}

// Whatever the clock of the node that stored it says, and however many another company has.
TEST_F(PostgresNodes, WhatIsLeftUnansweredIsFound) {
  Sql sql(url());
  sql.rows(add_tenant(2));
  ChatStore chats(one->database);
  TurnStore turns(other->database);
  const auto ask = [&](Caller caller, UnixMs now) {
    return take(begin(one->loops.at(0), [&chats, caller, now]() -> Task<chat::MessageId> {
      const auto session = co_await chats.create_session(caller, {}, now);
      const auto asked = co_await chats.append_message(caller, {session.id, Uuid::random(), "hello"}, now, {0, 10});
      co_return asked.value().message.id;
    }));
  };
  const auto found = [&](std::int64_t untouched_ms, std::int64_t limit) {
    std::set<std::int64_t> out;
    for (const auto& left : take(begin(
             other->loops.at(0), [&turns, untouched_ms, limit] { return turns.unanswered(untouched_ms, limit); })))
      out.insert(left.message.value);
    return out;
  };
  constexpr std::int64_t kHour = 3'600'000;
  const Caller flood{{1}, {1}}, other_company{{2}, {2}};
  for (int i = 0; i < 5; ++i) ask(flood, now_ms() - kHour);
  const auto ahead = ask(other_company, now_ms() + kHour).value, fresh = ask(other_company, now_ms()).value;
  const auto some = found(60'000, 2);
  ASSERT_EQ(some.size(), 2u);
  EXPECT_TRUE(some.contains(ahead)) << "one of each company comes before the second of any";
  EXPECT_FALSE(found(60'000, 100).contains(fresh)) << "it may be under way";
  EXPECT_TRUE(found(-1, 100).contains(fresh));
}

// Every other message is sent to both nodes at once, as by a client that lost its connection while it sent.
TEST_F(PostgresNodes, AMessageSentToBothIsStoredOnceAndNoSeqIsLeftOut) {
  constexpr std::int64_t kMessages = 120;
  ChatStore stores[] = {ChatStore(one->database), ChatStore(other->database)};
  Loop* loops[] = {&one->loops.at(0), &other->loops.at(0)};
  const auto session = take(begin(*loops[0], [&] { return stores[0].create_session(kCaller, {}, 0); }));

  std::vector<std::vector<std::future<chat::Appended>>> sent;
  for (std::int64_t i = 0; i < kMessages; ++i) {
    auto& both = sent.emplace_back();
    const auto client_id = Uuid::random();
    for (std::size_t n = 0; n < 2; ++n)
      if (i % 2 == 0 || i / 2 % 2 == static_cast<std::int64_t>(n))
        both.push_back(begin(*loops[n], [&, n, client_id] { return append(stores[n], session.id, client_id); }));
  }
  std::vector<std::int64_t> seqs;
  for (auto& both : sent) {
    int fresh = 0;
    std::set<std::int64_t> here;
    for (auto& answer : both) {
      const auto appended = take(std::move(answer));
      fresh += appended.fresh ? 1 : 0;
      here.insert(appended.message.seq());
    }
    EXPECT_EQ(fresh, 1);
    ASSERT_EQ(here.size(), 1u);
    seqs.push_back(*here.begin());
  }
  std::ranges::sort(seqs);
  std::vector<std::int64_t> expected(kMessages);
  std::iota(expected.begin(), expected.end(), 1);
  EXPECT_EQ(seqs, expected);
  EXPECT_EQ(Sql(url()).rows("SELECT last_seq, revision, (SELECT count(*) FROM chat_messages) FROM chat_sessions"),
            (Sql::Table{{"120", "120", "120"}}));
  const std::vector<chat::SessionId> asked{session.id, {4711}};
  const auto standings = take(begin(*loops[1], [&] { return stores[1].standings(asked); }));
  ASSERT_EQ(standings.size(), 1u);
  EXPECT_EQ(standings[0].session, session.id);
  EXPECT_EQ(standings[0].revision, kMessages);
}

}  // namespace
}  // namespace parlance::store::postgres
