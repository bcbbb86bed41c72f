#include "vendors/redis/fanout.hpp"

#include <boost/asio/post.hpp>
#include <charconv>

#include "base/uuid.hpp"

namespace parlance::redis {
namespace {

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Fanout::Fanout(Loops& loops, const Address& address, std::string prefix, std::vector<std::shared_ptr<Link>> commands,
               chat::Service& chat)
    : loops_(loops), prefix_(std::move(prefix)), chat_(chat) {
  on_message_ = [this](std::string_view from, std::string_view said) {
    const auto colon = from.rfind(':');
    if (from.substr(0, colon).ends_with("session"))
      chat_.hear({{number(from.substr(colon + 1))}, number(said)});
    else if (const auto i = static_cast<std::size_t>(number(said));
             i < sides_.size())  // a beat, on the loop of its side
      sides_[i]->heard = Clock::now();
  };
  for (std::size_t i = 0; i < loops.size(); ++i) {
    auto side = std::make_unique<Side>();
    side->commands = commands[i];
    side->subscriptions = std::make_shared<Link>(loops.at(i).executor(), address);
    side->index = i;
    side->beat_channel = prefix_ + "beat:" + Uuid::random().to_string();
    sides_.push_back(std::move(side));
  }
}

void Fanout::start() {
  for (std::size_t i = 0; i < loops_.size(); ++i) {
    auto& side = *sides_[i];
    side.subscriptions->start([this, &side] { subscribe_all(side); });
    spawn(loops_.at(i), "fanout_beat", beat(side));
  }
}

void Fanout::subscribe_all(Side& side) {
  side.heard = Clock::now();
  side.subscriptions->subscribe(side.beat_channel, on_message_);
  for (const auto session : side.listening) side.subscriptions->subscribe(channel(session), on_message_);
  side.whole = true;
}

void Fanout::listen(chat::SessionId session) {
  auto& s = side(session);
  s.listening.insert(session);
  s.subscriptions->subscribe(channel(session), on_message_);
}

void Fanout::leave(chat::SessionId session) {
  auto& s = side(session);
  s.listening.erase(session);
  s.subscriptions->unsubscribe(channel(session));
}

// Once for all that one turn of the loop stores in a session.
void Fanout::tell(chat::Standing standing) {
  auto& s = side(standing.session);
  if (!s.commands->is_up()) return;
  if (s.untold.empty()) asio::post(loops_.home(standing.session.value).executor(), [this, &s] { tell_all(s); });
  auto& revision = s.untold[standing.session];
  revision = std::max(revision, standing.revision);
}

void Fanout::tell_all(Side& side) {
  for (const auto& [session, revision] : std::exchange(side.untold, {}))
    side.commands->send({"PUBLISH", channel(session), std::to_string(revision)});
}

bool Fanout::is_up() const {
  return std::ranges::all_of(sides_, [](const auto& side) { return side->whole.load(); });
}

// A connection that is half dead is silent, as a quiet one is: so it is spoken on.
Task<> Fanout::beat(Side& side) {
  for (Timer timer(co_await asio::this_coro::executor);;) {
    timer.expires_after(kBeatEvery);
    co_await timer.async_wait(use_task);
    if (!side.subscriptions->is_up()) {
      side.whole = false;
      continue;
    }
    side.commands->send({"PUBLISH", side.beat_channel, std::to_string(side.index)});
    side.whole = Clock::now() - side.heard < kBeatWait;
    if (!side.whole) side.subscriptions->drop();
  }
}

}  // namespace parlance::redis
