#include "store/postgres/values.hpp"

#include <fmt/format.h>

#include <charconv>

namespace parlance::store::postgres {
namespace {

// Of pg_type.dat; they never change.
constexpr Oid kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kVoid = 2278;

constexpr int kTextFormat = 0, kBinaryFormat = 1;

std::int64_t integer(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

int nibble(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

// The `hex` format, which is the server's default: \x and two lower-case digits a byte.
Blob blob(std::string_view hex) {
  Blob out;
  for (std::size_t i = 2; i + 1 < hex.size(); i += 2)
    out.bytes.push_back(static_cast<char>(nibble(hex[i]) << 4 | nibble(hex[i + 1])));
  return out;
}

Value value(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column)) return {};
  const std::string_view text(PQgetvalue(result, row, column),
                              static_cast<std::size_t>(PQgetlength(result, row, column)));
  switch (PQftype(result, column)) {
    case kInt8:
    case kInt4:
    case kInt2:
      return integer(text);
    case kBytea:
      return blob(text);
    case kText:
    case kVoid:
      return std::string(text);
    default:
      throw std::logic_error(fmt::format("column {} has the type {}, which no statement may return",
                                         PQfname(result, column), PQftype(result, column)));
  }
}

}  // namespace

std::string translate(const Statement& statement) {
  std::string out(statement.postgres_sql.empty() ? statement.sql : statement.postgres_sql);
  std::ranges::replace(out, '?', '$');
  return out;
}

Parameters::Parameters(std::span<const Value> values) {
  numbers_.reserve(values.size());  // what data_ points at must not move
  data_.reserve(values.size()), lengths_.reserve(values.size()), formats_.reserve(values.size());
  for (const auto& value : values) {
    const auto* blob = std::get_if<Blob>(&value);
    const std::string* bytes = blob ? &blob->bytes : std::get_if<std::string>(&value);
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number) bytes = &numbers_.emplace_back(fmt::to_string(*number));
    data_.push_back(bytes ? bytes->c_str() : nullptr);
    lengths_.push_back(bytes ? static_cast<int>(bytes->size()) : 0);
    formats_.push_back(number ? kTextFormat : kBinaryFormat);
  }
}

Rows rows_of(const PGresult* result) {
  Rows rows;
  const int count = PQntuples(result), columns = PQnfields(result);
  rows.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(columns));
    for (int c = 0; c < columns; ++c) values.push_back(value(result, i, c));
    rows.emplace_back(std::move(values));
  }
  return rows;
}

}  // namespace parlance::store::postgres
