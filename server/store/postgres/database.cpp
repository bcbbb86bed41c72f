#include "store/postgres/database.hpp"

#include <algorithm>

#include "store/measure.hpp"

namespace parlance::store::postgres {
namespace {

std::shared_ptr<Link> open(Loop& loop, const Options& options, bool writes) {
  LinkOptions link{options.url, options.role, writes, options.statements};
  if (writes) link.statements.push_back(&Writer::kEnterTenant);
  auto opened = std::make_shared<Link>(loop.executor(), std::move(link));
  opened->start();
  return opened;
}

}  // namespace

PostgresDatabase::PostgresDatabase(Loops& loops, const Options& options) {
  for (std::size_t i = 0; i < loops.size(); ++i) {
    auto& loop = loops.at(i);
    std::vector<std::shared_ptr<Link>> reading;
    for (std::int64_t n = 0; n < options.readers; ++n) reading.push_back(open(loop, options, false));
    sides_.push_back({&loop.context(), std::make_unique<Reader>(loop.executor(), std::move(reading)),
                      std::make_unique<Writer>(loop.executor(), open(loop, options, true))});
  }
  sides_[0].urgent = std::make_unique<Writer>(loops.at(0).executor(), open(loops.at(0), options, true));
}

PostgresDatabase::Side& PostgresDatabase::side(asio::io_context& context) {
  return *std::ranges::find(sides_, &context, &Side::context);
}

Task<Rows> PostgresDatabase::read(const Statement& statement, std::vector<Value> values) {
  const auto start = metrics::Clock::now();
  auto& reader = *side((co_await asio::this_coro::executor).context()).reader;
  try {
    auto rows = co_await reader.read(statement, std::move(values));
    times_of(statement).since(start);
    co_return rows;
  } catch (const PostgresError& e) {
    throw e.to_fault();
  }
}

Task<std::vector<Rows>> PostgresDatabase::write(WriteSet set) {
  const auto& here = side((co_await asio::this_coro::executor).context());
  const auto& writer = set.front().statement->urgent && here.urgent ? here.urgent : here.writer;
  co_return co_await writer->write(std::move(set));
}

}  // namespace parlance::store::postgres
