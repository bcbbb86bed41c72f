#include "gateway/realtime/realtime.hpp"

#include <random>

#include "base/async/timer.hpp"

namespace parlance::gateway {
namespace {

metrics::Counter connections("parlance_live_connections", "gauge", "WebSockets, event streams and polls that wait.");

}  // namespace

Realtime::Realtime(Loops& loops) : loops_(loops), connected_(loops.size()) {
  for (std::size_t i = 0; i < loops.size(); ++i)
    greetings_.push_back(
        std::make_shared<jobs::FairGate>(loops.at(i).executor(), jobs::FairGate::Options{kMaxGreeted, kMaxUngreeted}));
}

void Realtime::start() {
  for (std::size_t i = 0; i < loops_.size(); ++i) spawn(loops_.at(i), "beat", beat(loops_.at(i)));
}

void Realtime::join(const std::shared_ptr<Connected>& connected) {
  connected_[connected->loop().index()].emplace(connected.get(), connected);
  connections->add();
  if (!down_) return;
  asio::post(connected->loop().executor(), [connected] { connected->on_shutdown(kReconnectAfterMs); });
}

void Realtime::leave(Connected& connected) {
  if (connected_[connected.loop().index()].erase(&connected) > 0) connections->add(-1);
}

void Realtime::each(Loop& loop, const std::function<void(Connected&)>& tell) {
  // Locked first: a connection may leave while another is told.
  std::vector<std::shared_ptr<chat::Subscriber>> held;
  held.reserve(connected_[loop.index()].size());
  for (const auto& [connected, weak] : connected_[loop.index()])
    if (auto subscriber = weak.lock()) held.push_back(std::move(subscriber));
  for (const auto& subscriber : held) tell(static_cast<Connected&>(*subscriber));
}

Task<> Realtime::beat(Loop& loop) {
  Timer timer(loop.executor());
  for (;;) {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(use_task);
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
    each(loop, [now](Connected& connected) { connected.on_second(now); });
  }
}

void Realtime::shut_down() {
  down_ = true;
  for (std::size_t i = 0; i < loops_.size(); ++i)
    asio::post(loops_.at(i).executor(), [this, i] {
      thread_local std::minstd_rand random{std::random_device{}()};
      const auto all = static_cast<std::uint32_t>(connected_[i].size() * loops_.size());
      std::uniform_int_distribution<std::uint32_t> spread(0, std::min(kMaxSpreadMs, all / kReconnectsPerMs));
      each(loops_.at(i), [&](Connected& connected) { connected.on_shutdown(kReconnectAfterMs + spread(random)); });
    });
}

void start_live(Services& services, const std::shared_ptr<Live>& live, const std::shared_ptr<Wire>& wire,
                std::optional<std::int64_t> after_revision, std::string first_bytes) {
  services.realtime.join(live);
  spawn(live->loop(), "begin", live->begin(after_revision));
  wire->start(*live, live, std::move(first_bytes));
}

}  // namespace parlance::gateway
