#include "store/postgres/error.hpp"

#include <fmt/format.h>

namespace parlance::store::postgres {
namespace {

constexpr std::uint32_t kSoonMs = 1000, kLaterMs = 5000;

std::string text_or_empty(const char* text) { return text ? text : ""; }

}  // namespace

PostgresError::PostgresError(const PGresult* result, std::string_view doing)
    : std::runtime_error(fmt::format("{}: {}", doing, text_or_empty(PQresultErrorMessage(result)))),
      state_(text_or_empty(PQresultErrorField(result, PG_DIAG_SQLSTATE))) {}

Fault PostgresError::to_fault() const {
  if (state_ == "53100")
    return Fault(
        {kStorageFull, "The server's storage is full, so nothing new can be saved. Reading still works.", {}, kLaterMs},
        what());
  if (by_data()) return Fault({kInvalidField, "What was sent cannot be stored as it is.", {}, 0}, what());
  if (state_ == "57014")
    return Fault({kStorageUnavailable, "The database took too long to answer. Try again.", {}, kSoonMs}, what());
  return Fault({kStorageUnavailable, "The server's storage cannot be used at the moment. Try again.", {}, kSoonMs},
               what());
}

Fault connection_lost(std::string_view why) {
  return Fault({kStorageUnavailable, "The server's storage cannot be reached at the moment. Try again.", {}, kSoonMs},
               fmt::format("PostgreSQL: {}", why));
}

}  // namespace parlance::store::postgres
