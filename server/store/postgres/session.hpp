#pragma once
#include <string>
#include <string_view>

#include "store/postgres/error.hpp"

namespace parlance::store::postgres {

// A connection that blocks: for commands, which serve nobody meanwhile.
class Session {
 public:
  // Throws `std::runtime_error` where PostgreSQL cannot be reached.
  explicit Session(const std::string& url);

  // One or more statements; the result of the last. Throws PostgresError.
  Result run(std::string_view sql);
  PGconn* handle() { return connection_.get(); }

 private:
  Connection connection_;
};

}  // namespace parlance::store::postgres
