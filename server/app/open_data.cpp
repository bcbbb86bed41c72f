#include <fmt/format.h>

#include "app/stack.hpp"
#include "base/log.hpp"
#include "store/sqlite/migrate.hpp"

namespace parlance::app {
namespace {

void migrate_data(const store::sqlite::Options& options) {
  for (const auto& name : store::sqlite::migrate(options)) log::info("migrated", {{"migration", name}});
}

}  // namespace

store::sqlite::Options open_data(const std::filesystem::path& dir, const FolderLock* held) {
  make_data_folder(dir);
  store::sqlite::Options options;
  options.file = dir / "parlance.db";
  try {
    if (held) {
      store::sqlite::refuse_damaged(options);
      migrate_data(options);
    } else if (!store::sqlite::is_current(options)) {
      const FolderLock lock(dir);
      migrate_data(options);
    }
  } catch (const std::exception& e) {
    throw std::runtime_error(
        fmt::format("cannot use the database {}: {}. Check that the folder is writable and not used "
                    "by another program.",
                    options.file.string(), e.what()));
  }
  return options;
}

}  // namespace parlance::app
