#include "base/http/client.hpp"

#include <gtest/gtest.h>

#include <boost/asio/use_future.hpp>
#include <future>

#include "base/http/retry_after.hpp"
#include "base/http/scripted_server.hpp"
#include "base/time.hpp"

namespace parlance::http {
namespace {

using testing::ScriptedServer;
using namespace std::chrono_literals;

Clock::time_point soon() { return Clock::now() + 10s; }

struct Got {
  std::optional<Head> head;
  std::string body;
  std::optional<Failure> failure;
};

Task<Got> fetch(Exchange& exchange, Clock::time_point latest) {
  Got got;
  auto head = co_await exchange.head(latest);
  if (!head) {
    got.failure = head.error();
    co_return got;
  }
  got.head = *head;
  for (;;) {
    auto piece = co_await exchange.read(latest);
    if (!piece) got.failure = piece.error();
    if (!piece || piece->empty()) co_return got;
    got.body += *piece;
  }
}

class HttpClient : public ::testing::Test {
 protected:
  HttpClient() { loops_.start(); }

  template <class F>
  auto run(F make) {
    return asio::co_spawn(loops_.at(0).executor(), std::move(make), asio::use_future).get();
  }
  Got get(const std::string& url, std::chrono::milliseconds limit = 10s) {
    return run([&]() -> Task<Got> {
      Client client(loops_.at(0), {});
      auto exchange = client.send({.url = url, .body = "{}"});
      co_return co_await fetch(exchange, Clock::now() + limit);
    });
  }

  Loops loops_{1};
};

TEST_F(HttpClient, ReadsHeadAndBody) {
  ScriptedServer server([](auto& socket) {
    ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\nX-Thing: a b\r\nContent-Length: 5\r\n\r\nhello");
  });
  const auto got = get(server.url());
  EXPECT_FALSE(got.failure);
  EXPECT_EQ(got.head->status, 200);
  EXPECT_EQ(got.head->find("x-thing"), "a b");
  EXPECT_EQ(got.body, "hello");
}

TEST_F(HttpClient, HandsOnPiecesAsTheyCome) {
  std::promise<void> seen;
  ScriptedServer server([&](auto& socket) {
    ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
    seen.get_future().wait_for(10s);
    ScriptedServer::say(socket, "3\r\ntwo\r\n0\r\n\r\n");
  });
  const auto rest = run([&]() -> Task<std::string> {
    Client client(loops_.at(0), {});
    auto exchange = client.send({.url = server.url()});
    EXPECT_TRUE(co_await exchange.head(soon()));
    EXPECT_EQ(*co_await exchange.read(soon()), "one");
    seen.set_value();
    co_return *co_await exchange.read(soon());
  });
  EXPECT_EQ(rest, "two");
}

TEST_F(HttpClient, TellsACutBodyFromAWholeOne) {
  ScriptedServer server(
      [](auto& socket) { ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel"); });
  const auto got = get(server.url());
  EXPECT_EQ(got.body, "hel");
  ASSERT_TRUE(got.failure);
  EXPECT_EQ(got.failure->kind, FailureKind::cut);
}

TEST_F(HttpClient, TellsWhoIsNotThere) {
  std::string url;
  {
    url = ScriptedServer([](auto&) {}).url();
  }
  const auto got = get(url);
  ASSERT_TRUE(got.failure);
  EXPECT_EQ(got.failure->kind, FailureKind::unreachable);
}

TEST_F(HttpClient, GivesUpWhereNothingComes) {
  std::promise<void> done;
  ScriptedServer server([&](auto&) { done.get_future().wait_for(10s); });
  const auto got = get(server.url(), 50ms);
  done.set_value();
  ASSERT_TRUE(got.failure);
  EXPECT_EQ(got.failure->kind, FailureKind::timed_out);
}

TEST_F(HttpClient, EndsWhereAsked) {
  std::promise<void> begun, done;
  ScriptedServer server([&](auto& socket) {
    ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
    begun.set_value();
    done.get_future().wait_for(10s);
  });
  const auto kind = run([&]() -> Task<FailureKind> {
    Client client(loops_.at(0), {});
    auto exchange = client.send({.url = server.url()});
    EXPECT_TRUE(co_await exchange.head(soon()));
    asio::post(loops_.at(0).executor(), [&] { exchange.cancel(); });
    const auto piece = co_await exchange.read(soon());
    co_return piece ? FailureKind::cut : piece.error().kind;
  });
  done.set_value();
  EXPECT_EQ(kind, FailureKind::cancelled);
}

TEST_F(HttpClient, HoldsBackASenderWhoIsNotRead) {
  constexpr std::size_t kSize = 8 << 20;
  ScriptedServer server([](auto& socket) {
    ScriptedServer::say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kSize) + "\r\n\r\n");
    ScriptedServer::say(socket, std::string(kSize, 'x'));
  });
  run([&]() -> Task<> {
    Client client(loops_.at(0), {});
    auto exchange = client.send({.url = server.url()});
    EXPECT_TRUE(co_await exchange.head(soon()));
    std::size_t size = 0, largest = 0;
    for (;;) {
      const auto piece = co_await exchange.read(soon());
      if (!piece || piece->empty()) break;
      size += piece->size(), largest = std::max(largest, piece->size());
    }
    EXPECT_EQ(size, kSize);
    EXPECT_LE(largest, Exchange::kMaxBuffered + 128 * 1024);
  });
}

TEST(RetryAfter, ReadsEveryForm) {
  const auto of = [](std::string name, std::string value) {
    return retry_after_ms({429, {{std::move(name), std::move(value)}}});
  };
  EXPECT_EQ(of("retry-after", "3"), 3000);
  EXPECT_EQ(of("retry-after-ms", "250"), 250);
  EXPECT_EQ(of("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"), 0);
  EXPECT_EQ(of("retry-after", "soon"), -1);
  EXPECT_EQ(of("x-other", "3"), -1);
}

}  // namespace
}  // namespace parlance::http
