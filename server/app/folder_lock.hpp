#pragma once
#include <filesystem>

namespace parlance::app {

// One server per data folder: two would answer the same questions, and a migration must meet none.
class FolderLock {
 public:
  // Makes the folder (0700) where it is missing. Throws what says what to do where it cannot be used or is in use.
  explicit FolderLock(const std::filesystem::path& dir);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;

 private:
  int fd_;
};

// The folder, made (0700) where it is missing.
void make_data_folder(const std::filesystem::path& dir);

}  // namespace parlance::app
