#include "store/sqlite/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstring>

namespace parlance::store::sqlite {

// All pages in one step: a copy that pauses would begin anew with each commit of the server. Writers do not wait for
// it.
void back_up(const Options& options, const std::filesystem::path& copy) {
  if (!std::filesystem::exists(options.file))
    throw std::runtime_error(fmt::format("there is no database {}", options.file.string()));
  Connection source(options, Connection::Mode::read);
  // It has the tenants' secrets, as the database has.
  const int fd = ::open(copy.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0 && errno == EEXIST) throw std::runtime_error(fmt::format("{} exists; name a new file", copy.string()));
  if (fd < 0) throw std::runtime_error(fmt::format("cannot write {}: {}", copy.string(), std::strerror(errno)));
  ::close(fd);
  sqlite3* target = nullptr;
  int code = sqlite3_open_v2(copy.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (auto* backup = code == SQLITE_OK ? sqlite3_backup_init(target, "main", source.handle(), "main") : nullptr) {
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    code = stepped == SQLITE_DONE ? finished : stepped;
  } else if (code == SQLITE_OK) {
    code = sqlite3_errcode(target);
  }
  sqlite3_close(target);
  if (code == SQLITE_OK) return;
  std::error_code ignored;
  std::filesystem::remove(copy, ignored);
  throw std::runtime_error(fmt::format("cannot write the copy {}: {}", copy.string(), sqlite3_errstr(code)));
}

}  // namespace parlance::store::sqlite
