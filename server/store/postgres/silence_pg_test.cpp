#include <boost/asio/buffer.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <list>

#include "store/postgres/test_database.hpp"

namespace parlance::store::postgres {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using Tcp = asio::basic_stream_socket<asio::ip::tcp, Executor>;

constexpr Statement kRead{"read_quickly", "SELECT 1", Scope::crossing, 100};
constexpr Statement kWrite{"write_quickly", "SELECT 1", Scope::crossing};
constexpr auto kSlack = milliseconds(1000);

// Stands before the server and can hold back what is said, as a network does that has gone without a word.
class Proxy {
 public:
  Proxy(const std::string& host, const std::string& port)
      : server_(asio::ip::make_address(host), static_cast<asio::ip::port_type>(std::stoi(port))) {
    asio::co_spawn(loops_.at(0).executor(), accept(), asio::detached);
    loops_.start();
  }
  ~Proxy() { loops_.stop(); }

  int port() const { return acceptor_.local_endpoint().port(); }
  std::atomic<bool> silent = false;

 private:
  Task<> accept() {
    for (;;) {
      auto& client = sockets_.emplace_back(co_await acceptor_.async_accept(use_task));
      auto& server = sockets_.emplace_back(loops_.at(0).executor());
      co_await server.async_connect(server_, use_task);
      asio::co_spawn(loops_.at(0).executor(), pump(client, server), asio::detached);
      asio::co_spawn(loops_.at(0).executor(), pump(server, client), asio::detached);
    }
  }
  Task<> pump(Tcp& from, Tcp& to) {
    for (std::array<char, 4096> bytes;;) {
      const auto count = co_await from.async_read_some(asio::buffer(bytes), use_task);
      if (!silent) co_await asio::async_write(to, asio::buffer(bytes, count), use_task);
    }
  }

  Loops loops_{1};
  asio::ip::tcp::endpoint server_;
  asio::basic_socket_acceptor<asio::ip::tcp, Executor> acceptor_{
      loops_.at(0).executor(), asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  std::list<Tcp> sockets_;
};

using PostgresSilence = PostgresTest;

TEST_F(PostgresSilence, WhoeverWaitsForAServerThatAnswersNoMoreIsToldSoAndItIsTriedAnew) {
  Sql sql(url());
  Proxy proxy(PQhostaddr(sql.raw()), PQport(sql.raw()));
  Loops loops{1};
  PostgresDatabase database(loops,
                            Options{fmt::format("postgres://postgres@127.0.0.1:{}/{}", proxy.port(), PQdb(sql.raw())),
                                    "parlance_app",
                                    1,
                                    {&kRead, &kWrite}});
  loops.start();
  WriteSet set;
  set.push_back({&kWrite, {}});
  const auto read = [&] { return begin(loops.at(0), [&] { return database.read(kRead, {}); }); };
  const auto write = [&] { return begin(loops.at(0), [&] { return database.write(set); }); };
  take(read()), take(write());

  proxy.silent = true;
  const auto start = Clock::now();
  auto lost_read = read();
  auto lost_write = write();
  EXPECT_THROW(take(std::move(lost_read)), Fault);
  EXPECT_LT(Clock::now() - start, milliseconds(kRead.timeout_ms) + Link::kAnswerWait + kSlack);
  EXPECT_THROW(take(std::move(lost_write)), Fault);
  EXPECT_LT(Clock::now() - start, milliseconds(Link::kWriteTimeoutMs) + Link::kAnswerWait + kSlack);
  EXPECT_THROW(take(read()), Fault);

  proxy.silent = false;
  const auto until = Clock::now() + kPatience;
  for (bool answered = false; !answered && Clock::now() < until;) {
    try {
      take(read()), take(write());
      answered = true;
    } catch (const Fault&) {
    }
    EXPECT_TRUE(answered || Clock::now() < until);
  }
  loops.stop();
}

}  // namespace
}  // namespace parlance::store::postgres
