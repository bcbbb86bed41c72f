#include "base/encoder/pace.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

namespace parlance::encoder {

void keep_pace(const char* name, Pace pace) {
  pthread_setname_np(pthread_self(), name);
  // Linux counts a thread as a process here.
  constexpr int kNiceness = 10;
  static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness));
  // Of a nicer thread too the kernel lets a slice of some milliseconds end before it takes the processor away.
  const sched_param none{};
  if (pace == Pace::idle) sched_setscheduler(0, SCHED_IDLE, &none);
}

}  // namespace parlance::encoder
