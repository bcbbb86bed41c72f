#include "base/async/pace.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/async/thread_name.hpp"

namespace parlance {

void keep_pace(const char* name, Pace pace) {
  name_thread(name);
  // Linux counts a thread as a process here.
  constexpr int kNiceness = 10;
  if (pace != Pace::gathers) static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness));
  // Of a nicer thread too the kernel lets a slice of some milliseconds end before it takes the processor away.
  const sched_param none{};
  sched_setscheduler(0, pace == Pace::idle ? SCHED_IDLE : SCHED_BATCH, &none);
}

void let_others_go() { ::sched_yield(); }

}  // namespace parlance
