#pragma once
#include "base/async/loops.hpp"
#include "store/database.hpp"
#include "store/postgres/reader.hpp"
#include "store/postgres/writer.hpp"

namespace parlance::store::postgres {

struct Options {
  std::string url;           // postgres://… or libpq's keywords
  std::string role;          // see LinkOptions
  std::int64_t readers = 2;  // reading connections of each loop; it has one more that writes, the first loop two
  std::vector<const Statement*> statements;
};

// PostgreSQL: each loop has connections of its own, so that nothing of them is shared between threads. To be called on
// one of the loops, which must outlive this.
class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(Loops& loops, const Options& options);

  Dialect dialect() const override { return Dialect::postgres; }
  Task<Rows> read(const Statement& statement, std::vector<Value> values) override;
  Task<std::vector<Rows>> write(WriteSet set) override;

 private:
  struct Side {
    asio::io_context* context;
    std::unique_ptr<Reader> reader;
    std::unique_ptr<Writer> writer;
    std::unique_ptr<Writer> urgent = nullptr;  // of the first loop alone
  };
  Side& side(asio::io_context& context);

  std::vector<Side> sides_;
};

}  // namespace parlance::store::postgres
