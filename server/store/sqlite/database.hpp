#pragma once
#include <atomic>
#include <mutex>
#include <thread>

#include "store/database.hpp"
#include "store/sqlite/writer.hpp"

namespace parlance::store::sqlite {

// SQLite in WAL mode: one writer with group commit, and a reading connection for each thread, which never waits for it.
// A read runs on the calling thread: a look-up takes microseconds, less than handing it over would.
class SqliteDatabase final : public Database {
 public:
  // The file must have been migrated.
  explicit SqliteDatabase(Options options) : options_(std::move(options)), writer_(options_) {}

  Dialect dialect() const override { return Dialect::sqlite; }
  Task<Rows> read(const Statement& statement, std::vector<Value> values) override;
  Task<std::vector<Rows>> write(WriteSet set) override { return writer_.write(std::move(set)); }

 private:
  Connection& reader();
  Connection& open_reader();

  static inline std::atomic<std::uint64_t> instances_ = 0;
  const std::uint64_t instance_ = ++instances_;  // tells a thread whether its last reader is this database's
  Options options_;
  std::mutex mutex_;
  std::unordered_map<std::thread::id, std::unique_ptr<Connection>> readers_;
  Writer writer_;
};

}  // namespace parlance::store::sqlite
