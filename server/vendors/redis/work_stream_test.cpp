#include "vendors/redis/work_stream.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <future>

namespace parlance::redis {
namespace {

// A session's questions are answered one after the other: they must not fill a node that has the rest of its time free.
TEST(WorkStream, ManyEntriesOfOneLineKeepNoOtherFromBeingTaken) {
  const char* url = std::getenv("TEST_REDIS_URL");
  if (!url) GTEST_SKIP() << "needs a Redis; TEST_REDIS_URL is not set";
  Loops loops{1};
  const auto address = parse_url(url);
  const auto link = std::make_shared<Link>(loops.at(0).executor(), address);
  WorkStream work(loops, address, fmt::format("test_{}:", ::getpid()), "node", {link});
  std::promise<void> other;
  constexpr std::int64_t kOfOne = 1, kOfOther = 2;
  link->start([&] {
    for (int i = 0; i < 2 * WorkStream::kMaxAtOnce; ++i) work.add(loops.at(0), {.tenant = kOfOne}, [] {});
    work.add(loops.at(0), {.tenant = kOfOther}, [] {});
  });
  work.start([](const Work& w) { return w.tenant; },
             [&](const Work& w) {
               if (w.tenant == kOfOther) other.set_value();
             });
  loops.start();
  EXPECT_EQ(other.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
  loops.stop();
}

}  // namespace
}  // namespace parlance::redis
