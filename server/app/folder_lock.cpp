#include "app/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace parlance::app {
namespace {

int open_lock_file(const std::filesystem::path& dir) {
  make_data_folder(dir);
  const int fd = ::open((dir / "parlance.lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    throw std::runtime_error(fmt::format(
        "cannot write in the data folder {}. Make it writable, or choose another with --data.", dir.string()));
  return fd;
}

}  // namespace

void make_data_folder(const std::filesystem::path& dir) {
  std::error_code ec;
  if (std::filesystem::create_directories(dir, ec))
    std::filesystem::permissions(dir, std::filesystem::perms::owner_all, ec);
  if (!std::filesystem::is_directory(dir))
    throw std::runtime_error(
        fmt::format("cannot make the data folder {}: {}. Choose another with --data.", dir.string(), ec.message()));
}

FolderLock::FolderLock(const std::filesystem::path& dir) : fd_(open_lock_file(dir)) {
  if (::flock(fd_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(fd_);
  throw std::runtime_error(fmt::format(
      "another server uses the data folder {}. Stop it, or choose another folder with --data.", dir.string()));
}

FolderLock::~FolderLock() { ::close(fd_); }

}  // namespace parlance::app
