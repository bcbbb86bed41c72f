#include <arpa/inet.h>
#include <sys/socket.h>

#include <thread>

#include "store/postgres/test_database.hpp"

namespace parlance::store::postgres {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr Statement kOfTenant{"of_tenant", "SELECT 1 WHERE tenant_id = ?1"};

constexpr auto kSoon = milliseconds(1000);
constexpr std::string_view kOurs =
    "FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
    "pg_backend_pid()";

milliseconds since(Clock::time_point start) { return std::chrono::duration_cast<milliseconds>(Clock::now() - start); }

struct PostgresLoss : PostgresTest {
  void SetUp() override {
    PostgresTest::SetUp();
    if (IsSkipped()) return;
    Sql(url()).rows(
        "CREATE TABLE things (id BIGINT PRIMARY KEY, n BIGINT); INSERT INTO things SELECT "
        "generate_series(0, 99), 0");
  }
  // Returns when the server has closed them.
  void end_connections() {
    Sql sql(url());
    const auto ended = sql.column(fmt::format("SELECT pid, pg_terminate_backend(pid) {}", kOurs));
    for (const auto& pid : ended)
      while (sql.one("SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid) != "0") std::this_thread::yield();
  }
};

struct Traffic {
  std::atomic<int> good = 0, bad = 0;
  std::atomic<std::int64_t> longest_ms = 0;
  std::atomic<bool> over = false;
};

Task<> keep_busy(Database& database, std::int64_t row, Traffic& traffic) {
  for (bool writes = false; !traffic.over; writes = !writes) {
    const auto start = Clock::now();
    WriteSet set;
    set.push_back({&kAdd, {row}});
    try {
      if (writes)
        co_await database.write(std::move(set));
      else
        co_await database.read(kBackend, {});
      ++traffic.good;
    } catch (const Fault& fault) {
      EXPECT_EQ(fault.error().code, kStorageUnavailable);
      ++traffic.bad;
    }
    traffic.longest_ms = std::max<std::int64_t>(traffic.longest_ms, since(start).count());
  }
}

TEST_F(PostgresLoss, WhatRunsWhenConnectionsEndFailsAndTheRestGoesOn) {
  constexpr int kTasks = 24, kLosses = 8;
  Loops loops{2};
  PostgresDatabase database(loops, options({&kBackend, &kAdd}));
  loops.start();
  Traffic traffic;
  std::vector<std::future<void>> tasks;
  for (int i = 0; i < kTasks; ++i)
    tasks.push_back(
        begin(loops.at(static_cast<std::size_t>(i % 2)), [&, i] { return keep_busy(database, i, traffic); }));
  const auto deadline = Clock::now() + kPatience;
  const auto goes_on = [&] {
    for (const int before = traffic.good; traffic.good < before + 200;) {
      if (Clock::now() > deadline) return false;
      std::this_thread::sleep_for(milliseconds(1));
    }
    return true;
  };
  EXPECT_TRUE(goes_on());
  for (int i = 0; i < kLosses; ++i) {
    end_connections();
    EXPECT_TRUE(goes_on());
  }
  traffic.over = true;
  for (auto& task : tasks) take(std::move(task));
  EXPECT_GT(traffic.bad, 0);
  EXPECT_LT(traffic.longest_ms, Link::kConnectWait.count());
  loops.stop();
}

// libpq may find the loss while it sends, and closes the socket by itself: then nothing will ever be read from it. It
// depends on how much is sent at which step this happens.
TEST_F(PostgresLoss, WhatIsSentToAClosedConnectionFailsAtOnce) {
  Loops loops{1};
  auto& loop = loops.at(0);
  auto link = std::make_shared<Link>(loop.executor(), LinkOptions{url(), "", false, {&kBackend}});
  link->start();
  loops.start();
  const auto read = [&](std::promise<bool>& answered) {
    auto segment = std::make_unique<Segment>();
    segment->calls.push_back({&kBackend, {}});
    segment->context = Context{0, kBackend.timeout_ms};
    segment->done = [&](Segment& s) { answered.set_value(!s.failure); };
    link->submit(std::move(segment));
  };
  for (std::size_t count = 1; count <= 8; ++count) {
    std::promise<bool> first;
    asio::post(loop.executor(), [&] { read(first); });
    EXPECT_TRUE(take(first.get_future()));

    std::vector<std::promise<bool>> lost(count);
    const auto start = Clock::now();
    asio::post(loop.executor(), [&] {
      end_connections();
      std::this_thread::sleep_for(milliseconds(30));  // a server's process closes its socket as the last thing
      for (auto& one : lost) read(one);
    });
    for (auto& one : lost) EXPECT_FALSE(take(one.get_future()));
    EXPECT_LT(since(start), kSoon) << count << " reads";
  }
  loops.stop();
}

// How long a read of a server that is not there takes to fail.
milliseconds fault_after(const std::string& url) {
  Loops loops{1};
  PostgresDatabase database(loops, Options{url, "", 1, {&kBackend}});
  loops.start();
  const auto start = Clock::now();
  EXPECT_THROW(take(begin(loops.at(0), [&] { return database.read(kBackend, {}); })), Fault);
  const auto took = since(start);
  loops.stop();
  return took;
}

// Holds a port; whoever connects to it hears nothing.
struct Silent {
  explicit Silent(bool listens) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    address.sin_family = AF_INET, address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket, generic, size) != 0 || (listens && ::listen(socket, 16) != 0)) throw std::runtime_error("bind");
    ::getsockname(socket, generic, &size);
    url = fmt::format("postgres://postgres@127.0.0.1:{}/none", ntohs(address.sin_port));
  }
  ~Silent() { ::close(socket); }

  int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  std::string url;
};

TEST(PostgresUnreached, NobodyWaitsLongForAServerThatIsNotThere) {
  const Silent closed(false);
  EXPECT_LT(fault_after(closed.url), Link::kConnectWait + kSoon);
}

TEST(PostgresUnreached, NobodyWaitsLongForAServerThatIsSilent) {
  const Silent silent(true);
  EXPECT_LT(fault_after(silent.url), Link::kConnectWait + kSoon);
}

// Those of different tenants cannot leave in one segment: nor may they wait one after the other.
TEST(PostgresUnreached, ManyTenantsAreToldTogether) {
  const Silent silent(true);
  Loops loops{1};
  PostgresDatabase database(loops, Options{silent.url, "", 2, {&kOfTenant}});
  loops.start();
  const auto start = Clock::now();
  std::vector<std::future<Rows>> reads;
  std::vector<std::future<std::vector<Rows>>> writes;
  for (std::int64_t tenant = 1; tenant <= 40; ++tenant) {
    reads.push_back(begin(loops.at(0), [&, tenant] { return database.read(kOfTenant, {tenant}); }));
    writes.push_back(begin(loops.at(0), [&, tenant] {
      WriteSet set;
      set.push_back({&kOfTenant, {tenant}});
      return database.write(set);
    }));
  }
  for (auto& one : reads) EXPECT_THROW(take(std::move(one)), Fault);
  for (auto& one : writes) EXPECT_THROW(take(std::move(one)), Fault);
  EXPECT_LT(since(start), 2 * Link::kConnectWait + kSoon);
  loops.stop();
}

}  // namespace
}  // namespace parlance::store::postgres
