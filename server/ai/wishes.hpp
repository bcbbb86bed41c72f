#pragma once
#include "ai/reply.hpp"

namespace parlance::ai {

// A part of a message that wants something of its own.
struct Wish {
  std::string text;
  Understanding understood;
};

// In the message's order; fewer than two: it is one wish, and to be taken as a whole.
std::vector<Wish> wishes_of(const Turn& turn);

using Router = Task<> (*)(Turn&);
// Has each answered by `route`, and gives all of it as one reply. What takes a yes is asked for once, and waits.
Task<> answer_wishes(Turn& turn, std::vector<Wish> wishes, Router route);

}  // namespace parlance::ai
