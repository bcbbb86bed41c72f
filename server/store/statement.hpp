#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace parlance::store {

enum class Scope {
  tenant,    // names the tenant as ?1; a driver refuses to prepare it otherwise
  crossing,  // sees all tenants: finding them, sweeping, migrating
};

// A statement is declared once and listed in catalogue.cpp. Parameters are ?1, ?2, …
struct Statement {
  std::string_view name;
  std::string_view sql;
  Scope scope = Scope::tenant;
  int timeout_ms = 2000;  // reads only: a write is one of a batch
  std::string_view
      postgres_sql{};   // where PostgreSQL takes another text; `sql` is empty where only it has the statement
  bool urgent = false;  // writes of the first loop: must not wait behind others that wait for a lock
};

// True where the statement's text keeps what its scope promises.
bool keeps_scope(const Statement& statement);

struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

template <class T>
Value nullable(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

// One row of a result; columns by position, in the order that the statement names them.
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

  const std::vector<Value>& values() const { return values_; }
  bool is_null(std::size_t i) const { return std::holds_alternative<std::monostate>(values_[i]); }
  std::int64_t integer(std::size_t i) const { return is_null(i) ? 0 : std::get<std::int64_t>(values_[i]); }
  // Empty where the column is null.
  std::string text(std::size_t i) const { return is_null(i) ? std::string() : std::get<std::string>(values_[i]); }
  const Blob& blob(std::size_t i) const { return std::get<Blob>(values_[i]); }
  std::optional<std::int64_t> maybe_integer(std::size_t i) const {
    return is_null(i) ? std::nullopt : std::optional(integer(i));
  }
  std::optional<std::string> maybe_text(std::size_t i) const {
    return is_null(i) ? std::nullopt : std::optional(text(i));
  }

 private:
  std::vector<Value> values_;
};

using Rows = std::vector<Row>;

struct Step {
  const Statement* statement;
  std::vector<Value> values;
};

// Steps that are committed together or not at all. Each is conditional, so that a set refused by its own data writes
// nothing and disturbs none of its neighbours in a batch.
using WriteSet = std::vector<Step>;

}  // namespace parlance::store
