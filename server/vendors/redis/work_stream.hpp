#pragma once
#include <map>
#include <unordered_map>

#include "base/async/loops.hpp"
#include "vendors/redis/link.hpp"

namespace parlance::redis {

// Something to be done, by its numbers; what they mean is the user's matter.
struct Work {
  std::int64_t tenant = 0, contact = 0, message = 0;
  bool again = false;   // a node began it and did not end it
  std::string entry{};  // its id in the stream, which begins with the time at which it was added, in ms

  std::chrono::milliseconds age() const;
};

// An entry of a stream, [id, [name, value, …]], as work and back; nothing where it is none.
std::optional<Work> work_of(const redisReply* entry);
std::vector<std::string> fields_of(const Work& work);

// Carries work to whichever node is free: a stream that the nodes read as one consumer group. An entry that its node
// did not end is another's after a while; one that brought down each that took it goes to the dead letters.
class WorkStream {
 public:
  static constexpr int kMaxLength = 100'000;  // entries; older ones go, and are found in the database
  static constexpr int kMaxDead = 10'000;     // dead letters kept
  static constexpr int kMaxAtOnce = 256;      // lines of which a node has entries in hand
  static constexpr int kMaxInHand = 4'000;    // entries
  static constexpr int kMaxDeliveries = 5;    // then it is dead
  static constexpr int kAbandonedAfterMs = 10'000;
  using OnWork = std::function<void(Work)>;
  // Work of the same line is done one after the other, and only its first keeps a node busy.
  using LineOf = std::function<std::int64_t(const Work&)>;

  // `commands`: of the first loop, where all of this runs but for `add` and `done`.
  WorkStream(Loops& loops, const Address& address, std::string prefix, std::string consumer,
             std::vector<std::shared_ptr<Link>> commands);
  void start(LineOf line_of, OnWork on_work);

  // On any loop; `lost` is called there where no node will be told.
  void add(Loop& loop, const Work& work, std::move_only_function<void()> lost);
  // The work is done for good; from any loop.
  void done(std::string entry);
  // No more is taken.
  void close() { closed_ = true; }

 private:
  static std::vector<std::string> addition(const std::string& stream, int max_length, const Work& work);
  void read();
  void take(const redisReply* reply);
  void deliver(const redisReply* entry, bool again);
  void end(const std::string& entry);
  void keep_in_hand();
  void put_down(const std::string& entry);
  void forget_consumers();
  void make_group();
  Task<> look_for_abandoned();
  void claim(const redisReply* pending);
  void bury(const std::string& entry);

  Loops& loops_;
  std::string stream_, dead_, group_ = "nodes", consumer_;
  std::vector<std::shared_ptr<Link>> commands_;
  std::shared_ptr<Link> reader_;
  LineOf line_of_;
  OnWork on_work_;
  std::map<std::string, std::int64_t> in_hand_;              // entries with their lines
  std::unordered_map<std::int64_t, std::int64_t> of_lines_;  // how many each has in hand
  bool reading_ = false;
  std::atomic<bool> closed_ = false;
};

}  // namespace parlance::redis
