#pragma once
#include <libpq-fe.h>

#include <memory>

#include "base/error.hpp"

namespace parlance::store::postgres {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

struct FinishConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, FinishConnection>;

// A lock that another holds was waited for as long as may be.
inline constexpr std::string_view kLockNotAvailable = "55P03";

// What PostgreSQL refused, by its SQLSTATE (PostgreSQL manual, appendix A).
class PostgresError : public std::runtime_error {
 public:
  PostgresError(const PGresult* result, std::string_view doing);

  // Another transaction was in the way: the same set may pass the next time.
  bool by_chance() const { return state_ == "40001" || state_ == "40P01"; }
  // A constraint or a wrong value: the same set fails alone, and its neighbours do not.
  bool by_data() const { return state_.starts_with("22") || state_.starts_with("23"); }
  const std::string& state() const { return state_; }
  // What the caller may be told.
  Fault to_fault() const;

 private:
  std::string state_;
};

// The connection is gone, or answers no more. A write under way may have been committed or not.
Fault connection_lost(std::string_view why);

}  // namespace parlance::store::postgres
