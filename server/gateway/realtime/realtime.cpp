#include "gateway/realtime/realtime.hpp"

#include <boost/asio/steady_timer.hpp>

namespace parlance::gateway {

void Realtime::start() {
  for (std::size_t i = 0; i < loops_.size(); ++i) spawn(loops_.at(i), "beat", beat(loops_.at(i)));
}

void Realtime::join(const std::shared_ptr<Live>& live) { lives_[live->loop().index()].emplace(live.get(), live); }

void Realtime::leave(Live& live) { lives_[live.loop().index()].erase(&live); }

void Realtime::each(Loop& loop, const std::function<void(Live&)>& tell) {
  // Locked first: a connection may leave while another is told.
  std::vector<std::shared_ptr<chat::Subscriber>> held;
  held.reserve(lives_[loop.index()].size());
  for (const auto& [live, weak] : lives_[loop.index()])
    if (auto subscriber = weak.lock()) held.push_back(std::move(subscriber));
  for (const auto& subscriber : held) tell(static_cast<Live&>(*subscriber));
}

Task<> Realtime::beat(Loop& loop) {
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor> timer(
      loop.executor());
  for (;;) {
    timer.expires_after(std::chrono::seconds(1));
    co_await timer.async_wait(use_task);
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
    each(loop, [now](Live& live) { live.on_second(now); });
  }
}

void Realtime::shut_down() {
  for (std::size_t i = 0; i < loops_.size(); ++i)
    asio::post(loops_.at(i).executor(),
               [this, i] { each(loops_.at(i), [](Live& live) { live.on_shutdown(kReconnectAfterMs); }); });
}

void start_live(Services& services, const std::shared_ptr<Live>& live, const std::shared_ptr<Wire>& wire,
                std::optional<std::int64_t> after_revision, std::string first_bytes) {
  services.realtime.join(live);
  spawn(live->loop(), "begin", live->begin(after_revision));
  wire->start(*live, live, std::move(first_bytes));
}

}  // namespace parlance::gateway
