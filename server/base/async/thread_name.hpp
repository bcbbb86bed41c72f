#pragma once
#include <pthread.h>

namespace parlance {

// Names the calling thread for who looks at the process from outside: at most 15 characters.
inline void name_thread(const char* name) { ::pthread_setname_np(::pthread_self(), name); }

}  // namespace parlance
