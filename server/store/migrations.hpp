#pragma once
#include <string>
#include <vector>

namespace parlance::store {

enum class Dialect { sqlite, postgres };

struct Migration {
  std::string name;  // of its file, without the folder
  std::string sql;
};

// All that a database of that kind has to have, in order. A file `NNNN_name.postgres.sql` is for PostgreSQL alone.
std::vector<Migration> migrations_for(Dialect dialect);

}  // namespace parlance::store
