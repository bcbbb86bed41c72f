// LD_PRELOAD: makes the disk stall, or be full, for files of one folder. FAULT_FOLDER names it, FAULT_FILE a file whose first
// letter says how things are: `s` a sync does not return, `f` nothing more can be written, anything else: all is well.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char state(void) {
  static const char* file;
  if (!file) file = getenv("FAULT_FILE");
  char c = ' ';
  const int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
  if (fd < 0) return c;
  if (read(fd, &c, 1) != 1) c = ' ';
  close(fd);
  return c;
}

static int concerns(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t n = readlink(link, path, sizeof path - 1);
  const char* folder = getenv("FAULT_FOLDER");
  return n > 0 && folder && strncmp(path, folder, strlen(folder)) == 0;
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  while (concerns(fd) && state() == 's') usleep(5000);
  return real(fd);
}

ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  static ssize_t (*real)(int, const void*, size_t, off64_t);
  if (!real) real = (ssize_t(*)(int, const void*, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
  if (state() == 'f' && concerns(fd)) {
    errno = ENOSPC;
    return -1;
  }
  return real(fd, data, size, at);
}
