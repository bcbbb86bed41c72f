#pragma once
#include <cstdint>

namespace parlance {

// How a thread stands beside the others where processors are few.
enum class Pace : std::uint8_t {
  idle,  // runs where nothing else would; whoever has something to do takes the processor from it at once
  // These let who runs go on when they wake, and so find more to do at once.
  gives_way,  // has a share, a small one
  gathers,    // has its full share
};

// Names the calling thread, of at most 15 bytes, and sets how it is scheduled. Where it may not, it is as eager as the
// rest.
void keep_pace(const char* name, Pace pace);

// Lets whoever is ready go first, for as long as the kernel gives them at a time; goes on at once where nobody is. A
// kernel may see only at its next tick, milliseconds later, who became ready while a thread computes.
void let_others_go();

}  // namespace parlance
