#pragma once
#include <unordered_map>
#include <unordered_set>

#include "base/async/loops.hpp"
#include "chat/service.hpp"
#include "vendors/redis/link.hpp"

namespace parlance::redis {

// Tells the nodes that hold a session's sockets, by pub/sub: a channel for each session that someone listens to. Where
// the session stands is said as its revision, and the node reads the rest from the database; of a reply that is being
// written, which no database has, the pieces themselves are.
class Fanout final : public chat::Fanout {
 public:
  static constexpr auto kBeatEvery = std::chrono::milliseconds(1000), kBeatWait = std::chrono::milliseconds(3000);

  // `commands`: of each loop.
  Fanout(Loops& loops, const Address& address, std::string prefix, std::vector<std::shared_ptr<Link>> commands,
         chat::Service& chat);
  void start();

  void tell(chat::Standing standing) override;
  void show(const chat::Delta& piece) override;
  void ask_for_written(chat::SessionId session) override;
  void listen(chat::SessionId session) override;
  void leave(chat::SessionId session) override;
  bool is_up() const override;

 private:
  using Clock = std::chrono::steady_clock;
  struct Side {  // of one loop
    std::shared_ptr<Link> commands, subscriptions;
    std::unordered_set<chat::SessionId> listening;
    std::unordered_map<chat::SessionId, std::int64_t> untold;
    std::size_t index = 0;
    std::string beat_channel;
    Clock::time_point heard{};
    std::atomic<bool> whole = false;  // what is said is heard
  };
  Side& side(chat::SessionId session) { return *sides_[loops_.home(session.value).index()]; }
  std::string channel(chat::SessionId session) const { return prefix_ + "session:" + std::to_string(session.value); }
  void hear(chat::SessionId session, std::string_view said);
  void subscribe_all(Side& side);
  void tell_all(Side& side);
  Task<> beat(Side& side);

  Loops& loops_;
  std::string prefix_;
  std::string self_;  // tells this node's pieces from others'
  chat::Service& chat_;
  Link::OnMessage on_message_;
  std::vector<std::unique_ptr<Side>> sides_;
};

}  // namespace parlance::redis
