#include "store/sqlite/database.hpp"

#include "store/measure.hpp"

namespace parlance::store::sqlite {

Connection& SqliteDatabase::open_reader() {
  const std::lock_guard lock(mutex_);
  auto& slot = readers_[std::this_thread::get_id()];
  if (!slot) slot = std::make_unique<Connection>(options_, Connection::Mode::read);
  return *slot;
}

Connection& SqliteDatabase::reader() {
  thread_local std::uint64_t instance = 0;
  thread_local Connection* connection = nullptr;
  if (instance != instance_) connection = &open_reader(), instance = instance_;
  return *connection;
}

Task<Rows> SqliteDatabase::read(const Statement& statement, std::vector<Value> values) {
  try {
    const auto start = metrics::Clock::now();
    auto rows = reader().run(statement, values);
    times_of(statement).since(start);
    co_return rows;
  } catch (const SqliteError& e) {
    throw e.to_fault();
  }
}

}  // namespace parlance::store::sqlite
