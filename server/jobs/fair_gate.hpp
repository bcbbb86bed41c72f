#pragma once
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

#include "base/async/loops.hpp"

namespace parlance::jobs {

// Lets so many in at a time. Who has to wait is let in by weighted fair queueing between keys (start-time fair
// queueing: Goyal, Vin, Cheng 1996), and in order within a key: a key that sends much waits for itself alone. While
// another key comes now and then, that one finds few inside: what is inside is done together. On one loop.
class FairGate : public std::enable_shared_from_this<FairGate> {
 public:
  using Clock = std::chrono::steady_clock;
  struct Options {
    std::int64_t max_inside = 0;
    std::int64_t max_waiting = 0;  // of one key; one more is not let in at all
    // What one adds at most to the time that others spend inside with it. While another key comes now and then, a key
    // has so many inside as add no more than one spends there anyhow, and at least one: so it goes on at about one each
    // `cost_of_one`, however long each stays. 0: whoever is inside waits there for something else, and is in nobody's
    // way.
    Clock::duration cost_of_one = std::chrono::microseconds(400);
  };
  static constexpr auto kNowAndThen = std::chrono::seconds(1);

  // A place inside, given back when it goes.
  class Pass {
   public:
    Pass(std::shared_ptr<FairGate> gate, std::int64_t key) : gate_(std::move(gate)), key_(key), since_(Clock::now()) {}
    Pass(Pass&& other) noexcept = default;
    Pass& operator=(Pass&&) = delete;
    ~Pass() {
      if (gate_) gate_->leave(key_, Clock::now() - since_);
    }

   private:
    std::shared_ptr<FairGate> gate_;  // outlives its owner where a loop's end drops who is inside
    std::int64_t key_;
    Clock::time_point since_;
  };

  FairGate(Executor executor, Options options) : executor_(executor), options_(options) {}

  // How large a share a key has; 1 for who is not named.
  void set_weights(std::map<std::int64_t, double> weights) { weights_ = std::move(weights); }
  // Nothing: too many of the key wait already.
  Task<std::optional<Pass>> enter(std::int64_t key);
  std::int64_t waiting() const { return waiting_; }

 private:
  using Resume = std::move_only_function<void()>;
  struct Lane {
    std::deque<std::pair<double, Resume>> waiting;  // by start tag
    double finish = 0;                              // of the last that came
  };

  // Whether one more of the key may be inside.
  bool has_room(std::int64_t key) const;
  void visit(std::int64_t key);
  void count_in(std::int64_t key);
  // The start tag of one more of the key.
  double charge(std::int64_t key);
  void wait(std::int64_t key, Resume resume);
  void leave(std::int64_t key, Clock::duration inside);
  // How many of one key may be inside while others come now and then.
  std::int64_t max_beside_others() const;
  void admit(std::multimap<double, std::int64_t>::iterator head);

  Executor executor_;
  Options options_;
  std::map<std::int64_t, double> weights_;
  std::unordered_map<std::int64_t, Lane> lanes_;
  std::multimap<double, std::int64_t> heads_;                 // the start tag of each lane's first
  std::unordered_map<std::int64_t, std::int64_t> inside_of_;  // by key
  std::int64_t inside_ = 0, waiting_ = 0;
  // Of the two keys that last came with none of their own before them; the latest first.
  struct Visit {
    std::int64_t key = 0;
    Clock::time_point at{};
  };
  Visit visits_[2];
  Clock::duration time_inside_{};  // of one, a moving average
  double now_ = 0;                 // virtual time: the start tag of the last that was let in
};

}  // namespace parlance::jobs
