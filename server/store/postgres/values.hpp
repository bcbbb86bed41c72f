#pragma once
#include <span>

#include "store/postgres/error.hpp"
#include "store/statement.hpp"

namespace parlance::store::postgres {

// A statement's text for PostgreSQL, with its parameters: ?1 becomes $1. No statement has a `?` within quotes.
std::string translate(const Statement& statement);

// Values as libpq takes them: integers as text, the others as they are, since libpq would end a text at its first zero
// byte instead of letting the server refuse it. Points into the values.
class Parameters {
 public:
  explicit Parameters(std::span<const Value> values);

  int count() const { return static_cast<int>(data_.size()); }
  const char* const* data() const { return data_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  std::vector<std::string> numbers_;
  std::vector<const char*> data_;
  std::vector<int> lengths_, formats_;
};

// The rows of a result in text format. Throws where a column has a type that no statement may return.
Rows rows_of(const PGresult* result);

}  // namespace parlance::store::postgres
