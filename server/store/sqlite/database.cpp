#include "store/sqlite/database.hpp"

namespace parlance::store::sqlite {

Connection& SqliteDatabase::reader() {
  const std::lock_guard lock(mutex_);
  auto& slot = readers_[std::this_thread::get_id()];
  if (!slot) slot = std::make_unique<Connection>(options_, Connection::Mode::read);
  return *slot;
}

Task<Rows> SqliteDatabase::read(const Statement& statement, std::vector<Value> values) {
  try {
    co_return reader().run(statement, values);
  } catch (const SqliteError& e) {
    throw e.to_fault();
  }
}

}  // namespace parlance::store::sqlite
