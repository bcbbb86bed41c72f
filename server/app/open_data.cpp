#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/stack.hpp"
#include "base/log.hpp"
#include "store/catalogue.hpp"
#include "store/postgres/database.hpp"
#include "store/postgres/migrate.hpp"
#include "store/sqlite/backup.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/migrate.hpp"

namespace parlance::app {
namespace {

constexpr std::string_view kRole = "parlance_app";  // as the policies' migration makes it

void tell(const std::vector<std::string>& applied) {
  for (const auto& name : applied) log::info("migrated", {{"migration", name}});
}

store::sqlite::Options file_of(const Config& config) {
  store::sqlite::Options options;
  options.file = std::filesystem::path(config.data_dir) / "parlance.db";
  return options;
}

void migrate_folder(const Config& config, const FolderLock* held) {
  make_data_folder(config.data_dir);
  const auto options = file_of(config);
  try {
    if (held) {
      store::sqlite::refuse_damaged(options);
      tell(store::sqlite::migrate(options));
    } else if (!store::sqlite::is_current(options)) {
      const FolderLock lock(config.data_dir);
      tell(store::sqlite::migrate(options));
    }
  } catch (const std::exception& e) {
    throw std::runtime_error(
        fmt::format("cannot use the database {}: {}. Check that the folder is writable and not used "
                    "by another program.",
                    options.file.string(), e.what()));
  }
}

void migrate_postgres(const Config& config) {
  try {
    const auto& [url, owner_url, readers] = config.database;
    tell(owner_url.empty() ? store::postgres::migrate(url)
                           : store::postgres::migrate(owner_url, store::postgres::user_of(url)));
  } catch (const std::exception& e) {
    throw std::runtime_error(
        fmt::format("cannot use the database of database.url: {}\nCheck that PostgreSQL 15 or newer runs there, and "
                    "that the user may create tables and roles (or name one who may in database.owner_url).",
                    e.what()));
  }
}

}  // namespace

void migrate_data(const Config& config, const FolderLock* held) {
  config.database.url.empty() ? migrate_folder(config, held) : migrate_postgres(config);
}

std::unique_ptr<store::Database> open_database(Loops& loops, const Config& config, const FolderLock* held) {
  migrate_data(config, held);
  if (config.database.url.empty()) return std::make_unique<store::sqlite::SqliteDatabase>(file_of(config));
  return std::make_unique<store::postgres::PostgresDatabase>(
      loops, store::postgres::Options{config.database.url, std::string(kRole), config.database.readers,
                                      store::all_statements()});
}

int back_up(const Config& config, const std::string& copy) {
  if (!config.database.url.empty())
    throw std::runtime_error("`database.url` is PostgreSQL's: use pg_dump, as docs/operations.md says");
  store::sqlite::back_up(file_of(config), copy);
  return 0;
}

}  // namespace parlance::app
