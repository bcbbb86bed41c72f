#include <boost/asio/ip/tcp.hpp>

#include "store/postgres/hosts.hpp"
#include "store/postgres/test_database.hpp"

namespace parlance::store::postgres {
namespace {

constexpr Statement kRead{"read_beyond", "SELECT 1", Scope::crossing, 8000};

TEST(PostgresHosts, AreTurned) {
  EXPECT_EQ(turned("a,b,c", 0), "a,b,c");
  EXPECT_EQ(turned("a,b,c", 1), "b,c,a");
  EXPECT_EQ(turned("a,b,c", 5), "c,a,b");
  EXPECT_EQ(turned("a", 3), "a");
  EXPECT_EQ(turned(",b", 1), "b,");
  EXPECT_EQ(turned("", 1), "");
}

TEST(PostgresHosts, OnlyWhatIsListedByHostIs) {
  const auto parameters = parameters_of("postgres://me@one:1,two:2/base?target_session_attrs=read-write", 1);
  const auto value = [&](std::string_view name) {
    const auto found = std::ranges::find(parameters, name, [](const auto& p) { return std::string_view(p.first); });
    return found == parameters.end() ? std::string() : found->second;
  };
  EXPECT_EQ(value("host"), "two,one");
  EXPECT_EQ(value("port"), "2,1");
  EXPECT_EQ(value("user"), "me");
  EXPECT_EQ(value("dbname"), "base");
  EXPECT_EQ(value("target_session_attrs"), "read-write");
  EXPECT_EQ(parameters_of("postgres://[", 0).front().first, "dbname");
}

using PostgresHostsOnline = PostgresTest;

TEST_F(PostgresHostsOnline, OneThatSaysNothingIsPassedOver) {
  Sql sql(url());
  // It takes connections and never answers.
  asio::io_context context;
  const asio::ip::tcp::acceptor mute(context, {asio::ip::address_v4::loopback(), 0});
  Loops loops{1};
  PostgresDatabase database(
      loops, Options{fmt::format("postgres://postgres@127.0.0.1:{},{}:{}/{}", mute.local_endpoint().port(),
                                 PQhostaddr(sql.raw()), PQport(sql.raw()), PQdb(sql.raw())),
                     "parlance_app",
                     1,
                     {&kRead}});
  loops.start();
  for (const auto deadline = std::chrono::steady_clock::now() + kPatience;;) {
    try {
      EXPECT_EQ(take(begin(loops.at(0), [&] { return database.read(kRead, {}); })).size(), 1);
      break;
    } catch (const Fault&) {  // nobody waits for a connection for as long as finding one takes
      ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    }
  }
  loops.stop();
}

}  // namespace
}  // namespace parlance::store::postgres
