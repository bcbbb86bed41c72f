#include "store/sqlite/database.hpp"

#include <condition_variable>

namespace parlance::store::sqlite {
namespace {

constexpr auto kCheckpointEvery = std::chrono::milliseconds(100);

}  // namespace

Connection& SqliteDatabase::reader() {
  const std::lock_guard lock(mutex_);
  auto& slot = readers_[std::this_thread::get_id()];
  if (!slot) slot = std::make_unique<Connection>(options_, Connection::Mode::read);
  return *slot;
}

void SqliteDatabase::checkpoint(std::stop_token stop) {
  Connection connection(options_, Connection::Mode::write);
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!wake.wait_for(lock, stop, kCheckpointEvery, [] { return false; }) && !stop.stop_requested())
    sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

Task<Rows> SqliteDatabase::read(const Statement& statement, std::vector<Value> values) {
  try {
    co_return reader().run(statement, values);
  } catch (const SqliteError& e) {
    throw e.to_fault();
  }
}

}  // namespace parlance::store::sqlite
