#include "store/transfer/transfer.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "store/postgres/migrate.hpp"
#include "store/sqlite/migrate.hpp"
#include "store/transfer/verify.hpp"

namespace parlance::store::transfer {
namespace {

using Tell = std::function<void(const Progress&)>;
using sqlite::Connection;

void refuse_foreign(const sqlite::Options& file) {
  if (Connection(file, Connection::Mode::read).pragma("user_version") == 0)
    throw std::runtime_error(fmt::format("{} is no database of Parlance", file.file.string()));
  sqlite::refuse_damaged(file);
}

void copy_and_verify(Connection& source, Target& target, const Tell& tell) {
  const auto tables = tables_of(source);
  target.begin(tables);
  for (const auto& table : tables) {
    SourceRows rows(source, table);
    tell({table.name, target.copy(table, rows), false});
  }
  for (const auto& table : tables) {
    SourceRows rows(source, table);
    TargetRows copied(target.session(), table);
    tell({table.name, verify(table, rows, copied), true});
  }
  for (const auto& table : tables) target.restart_identities(table);
}

}  // namespace

void transfer(const std::filesystem::path& file, const std::string& url, const Tell& tell) {
  sqlite::Options options;
  options.file = file;
  refuse_foreign(options);
  Target target(url);
  target.refuse_used();
  sqlite::migrate(options);
  postgres::migrate(url);
  Connection source(options, Connection::Mode::write);
  source.execute("BEGIN IMMEDIATE");  // the other commands write without the folder's lock
  try {
    copy_and_verify(source, target, tell);
  } catch (const std::exception& e) {
    throw std::runtime_error(fmt::format("{}\nNothing was moved.", trim(e.what())));
  }
  target.commit();
}

}  // namespace parlance::store::transfer
