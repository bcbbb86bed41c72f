#include "base/http/sse_reader.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace parlance::http {
namespace {

using Events = std::vector<std::pair<std::string, std::string>>;

Events read(const std::vector<std::string_view>& pieces) {
  SseReader reader;
  Events out;
  for (const auto piece : pieces)
    EXPECT_TRUE(reader.feed(piece, [&](SseEvent event) { return out.emplace_back(event.name, event.data), true; }));
  return out;
}

TEST(SseReader, ReadsTheSameWhereverItIsCut) {
  const std::string stream =
      "\xEF\xBB\xBF: hello\nevent: a\ndata: one\ndata:two\n\ndata: gr\xC3\xBC\xC3\x9F\r\n\r\nevent:b\rdata:  x\r\rid: "
      "4\n\ndata\n\ndata: left";
  const Events wanted{{"a", "one\ntwo"}, {"", "gr\xC3\xBC\xC3\x9F"}, {"b", " x"}, {"", ""}};
  for (std::size_t i = 0; i <= stream.size(); ++i)
    for (std::size_t j = i; j <= stream.size(); ++j) {
      const std::string_view all = stream;
      ASSERT_EQ(read({all.substr(0, i), all.substr(i, j - i), all.substr(j)}), wanted) << i << " " << j;
    }
}

TEST(SseReader, RefusesAnEventWithoutEnd) {
  SseReader reader;
  const std::string line = "data: " + std::string(1000, 'x') + "\n";
  std::size_t fed = 0;
  while (reader.feed(line, [](SseEvent) { return true; })) fed += line.size();
  EXPECT_LE(fed, SseReader::kMaxEventBytes + 10'000);
}

TEST(SseReader, StopsWhereTold) {
  SseReader reader;
  int events = 0;
  EXPECT_FALSE(reader.feed("data: 1\n\ndata: 2\n\n", [&](SseEvent) { return ++events < 1; }));
  EXPECT_EQ(events, 1);
}

}  // namespace
}  // namespace parlance::http
