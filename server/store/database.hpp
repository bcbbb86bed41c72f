#pragma once
#include <vector>

#include "base/async/task.hpp"
#include "store/migrations.hpp"
#include "store/statement.hpp"

namespace parlance::store {

// What a driver does. Both calls throw `Fault` (kStorageFull, kStorageUnavailable, kOverloaded) when the database
// cannot.
class Database {
 public:
  virtual ~Database() = default;

  virtual Dialect dialect() const = 0;
  // Sees everything committed before the call.
  virtual Task<Rows> read(const Statement& statement, std::vector<Value> values) = 0;
  // Durable when the task ends. The rows of each step, in order.
  virtual Task<std::vector<Rows>> write(WriteSet set) = 0;
};

}  // namespace parlance::store
