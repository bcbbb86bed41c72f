#include "store/sqlite/migrate.hpp"

#include <fmt/format.h>

#include "store/migrations.hpp"

namespace parlance::store::sqlite {
namespace {

constexpr std::uintmax_t kMaxCheckedBytes = 64u << 20;  // larger, the check would make every start slow
constexpr Statement kQuickCheck{"quick_check", "PRAGMA quick_check(1)", Scope::crossing, 60'000};

// How many of the migrations the file has.
std::size_t version_of(Connection& connection, const Options& options, std::size_t known) {
  const auto version = static_cast<std::size_t>(connection.pragma("user_version"));
  if (version > known)
    throw std::runtime_error(fmt::format("{} was written by a newer version (schema {}, this one knows {})",
                                         options.file.string(), version, known));
  return version;
}

}  // namespace

bool is_current(const Options& options) {
  Connection connection(options, Connection::Mode::write);
  const auto known = migrations_for(Dialect::sqlite).size();
  return version_of(connection, options, known) == known;
}

void refuse_damaged(const Options& options) {
  std::error_code ec;
  if (const auto size = std::filesystem::file_size(options.file, ec); ec || size > kMaxCheckedBytes) return;
  Connection connection(options, Connection::Mode::write);
  const auto rows = connection.run(kQuickCheck, {});
  if (rows.size() != 1 || rows[0].text(0) != "ok")
    throw std::runtime_error("the database is damaged; restore it from a backup");
}

std::vector<std::string> migrate(const Options& options) {
  Connection connection(options, Connection::Mode::write);
  const auto files = migrations_for(Dialect::sqlite);
  std::vector<std::string> applied;
  for (std::size_t i = version_of(connection, options, files.size()); i < files.size(); ++i) {
    connection.execute("BEGIN IMMEDIATE");
    connection.execute(files[i].sql.c_str());
    connection.execute(fmt::format("PRAGMA user_version = {}", i + 1).c_str());
    connection.execute("COMMIT");
    applied.push_back(files[i].name);
  }
  return applied;
}

}  // namespace parlance::store::sqlite
