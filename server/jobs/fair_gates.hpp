#pragma once
#include "jobs/fair_gate.hpp"

namespace parlance::jobs {

// A gate for each loop.
class FairGates {
 public:
  FairGates(Loops& loops, const FairGate::Options& options) : loops_(loops) {
    for (std::size_t i = 0; i < loops.size(); ++i)
      gates_.push_back(std::make_shared<FairGate>(loops.at(i).executor(), options));
  }

  void set_weights(const std::map<std::int64_t, double>& weights) {
    for (auto& gate : gates_) gate->set_weights(weights);
  }
  // Of the running loop.
  FairGate& here() const { return *gates_[loops_.current()->index()]; }

 private:
  Loops& loops_;
  std::vector<std::shared_ptr<FairGate>> gates_;
};

}  // namespace parlance::jobs
