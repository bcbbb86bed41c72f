#include <fmt/format.h>

#include <filesystem>

#include "app/stack.hpp"
#include "base/log.hpp"
#include "store/sqlite/migrate.hpp"

namespace parlance::app {

store::sqlite::Options open_data(const std::filesystem::path& dir) {
  std::error_code ec;
  if (std::filesystem::create_directories(dir, ec))
    std::filesystem::permissions(dir, std::filesystem::perms::owner_all, ec);
  if (!std::filesystem::is_directory(dir))
    throw std::runtime_error(
        fmt::format("cannot make the data folder {}: {}. Choose another with --data.", dir.string(), ec.message()));
  store::sqlite::Options options;
  options.file = dir / "parlance.db";
  try {
    for (const auto& name : store::sqlite::migrate(options)) log::info("migrated", {{"migration", name}});
  } catch (const std::exception& e) {
    throw std::runtime_error(fmt::format(
        "cannot use the database {}: {}. Check that the folder is writable and not used by another program.",
        options.file.string(), e.what()));
  }
  return options;
}

}  // namespace parlance::app
