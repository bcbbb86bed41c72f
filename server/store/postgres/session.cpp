#include "store/postgres/session.hpp"

#include <fmt/format.h>

namespace parlance::store::postgres {

Session::Session(const std::string& url) {
  const char* const names[] = {"dbname", "application_name", "connect_timeout", nullptr};
  const char* const values[] = {url.c_str(), "parlanced migrate", "10", nullptr};
  connection_.reset(PQconnectdbParams(names, values, 1));
  if (PQstatus(connection_.get()) != CONNECTION_OK)
    throw std::runtime_error(fmt::format("cannot connect to PostgreSQL: {}", PQerrorMessage(connection_.get())));
  PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
}

Result Session::run(std::string_view sql) {
  Result result(PQexec(connection_.get(), std::string(sql).c_str()));
  const auto status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) return result;
  throw PostgresError(result.get(), "migrating");
}

}  // namespace parlance::store::postgres
