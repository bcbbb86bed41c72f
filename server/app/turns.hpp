#pragma once
#include "ai/assistant.hpp"
#include "jobs/fair_gates.hpp"
#include "jobs/serial_queue.hpp"

namespace parlance::app {

// A customer's question on its way to its answer.
struct TurnJob {
  Caller caller;
  chat::MessageId message;
  bool outlived = false;  // the server that began it
  std::string entry{};    // of the stream that brought it; empty: none did
  metrics::Clock::time_point since = metrics::Clock::now();
  int tries = 0;  // of its answer, by this server
};
using TurnQueue = jobs::SerialQueue<TurnJob>;

// Where a new question goes, on its session's loop, and who is told that it is answered.
struct Dispatch {
  std::function<void(TurnJob)> submit;
  std::function<void(const TurnJob&)> done;
};

// Of each loop: so many answers at a time, each with its question to a vendor perhaps; what comes beyond waits, fairly
// by company, and none is turned away.
inline const jobs::FairGate::Options kTurnGates{256, std::numeric_limits<std::int64_t>::max(),
                                                jobs::FairGate::Clock::duration::zero()};

// Has the assistant answer what chat stores; without a dispatch, here.
void connect(chat::Service& chat, TurnQueue& queue, jobs::FairGates& gates, ai::Assistant& assistant,
             Dispatch dispatch);
// Takes up what was left unanswered, but for sessions that are at work: what it leaves out is to be found again.
void resume(Loops& loops, TurnQueue& queue, const std::vector<ai::Unanswered>& unanswered);

}  // namespace parlance::app
