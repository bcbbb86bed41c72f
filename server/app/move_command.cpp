#include <fmt/format.h>

#include <iostream>

#include "app/commands.hpp"
#include "app/folder_lock.hpp"
#include "store/transfer/transfer.hpp"

namespace parlance::app {
namespace {

constexpr std::string_view kFrom = "sqlite:", kTo = "postgres:";

std::filesystem::path file_of(std::string_view from) {
  if (!from.starts_with(kFrom) || from == kFrom)
    throw std::runtime_error("--from must be sqlite: and a data folder or the file in it, such as sqlite:data");
  const std::filesystem::path path(from.substr(kFrom.size()));
  const auto file = std::filesystem::is_directory(path) ? path / "parlance.db" : path;
  if (!std::filesystem::is_regular_file(file))
    throw std::runtime_error(fmt::format("there is no database {}; --from names what to move", file.string()));
  return std::filesystem::absolute(file);
}

std::string url_of(std::string_view to) {
  const auto is_url = [](std::string_view text) {
    return text.starts_with("postgres://") || text.starts_with("postgresql://");
  };
  if (to.starts_with(kTo) && is_url(to.substr(kTo.size()))) to.remove_prefix(kTo.size());
  if (!is_url(to))
    throw std::runtime_error("--to must be PostgreSQL's URL, such as postgres://parlance@db.example/parlance");
  return std::string(to);
}

void tell(const store::transfer::Progress& progress) {
  std::cout << fmt::format("{:9} {:14} {:>12} rows", progress.verified ? "verified" : "copied", progress.table,
                           progress.rows)
            << std::endl;
}

}  // namespace

int move_data(const std::string& from, const std::string& to) {
  const auto file = file_of(from);
  const auto url = url_of(to);
  const FolderLock lock(file.parent_path());
  try {
    store::transfer::transfer(file, url, tell);
  } catch (const std::exception& e) {
    throw std::runtime_error(fmt::format("cannot move {}: {}", file.string(), e.what()));
  }
  std::cout << fmt::format(
      "Every row is in PostgreSQL as it was. Set database.url (PARLANCE_DATABASE_URL) to what --to names, and start "
      "the server.\n{} holds what it held: keep it until all is well, and start no server on it.\n",
      file.string());
  return 0;
}

}  // namespace parlance::app
