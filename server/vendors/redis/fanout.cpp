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

// "p <node> <reply_to> <attempt> <offset> <text>": a piece; "w": who writes is to show it; else a revision.
constexpr std::string_view kAsk = "w", kPiece = "p ";

std::string_view next_word(std::string_view& text) {
  const auto space = std::min(text.find(' '), text.size());
  const auto word = text.substr(0, space);
  text.remove_prefix(std::min(space + 1, text.size()));
  return word;
}

}  // namespace

Fanout::Fanout(Loops& loops, const Address& address, std::string prefix, std::vector<std::shared_ptr<Link>> commands,
               chat::Service& chat)
    : loops_(loops), prefix_(std::move(prefix)), self_(Uuid::random().to_string()), chat_(chat) {
  on_message_ = [this](std::string_view from, std::string_view said) {
    const auto colon = from.rfind(':');
    if (from.substr(0, colon).ends_with("session"))
      hear({number(from.substr(colon + 1))}, said);
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

void Fanout::hear(chat::SessionId session, std::string_view said) {
  if (said == kAsk) return chat_.show_others(session);
  if (!said.starts_with(kPiece)) return chat_.hear({session, number(said)});
  said.remove_prefix(kPiece.size());
  if (next_word(said) == self_) return;
  chat::Delta piece;
  piece.reply_to = {number(next_word(said))};
  piece.attempt = static_cast<int>(number(next_word(said)));
  piece.offset = number(next_word(said));
  piece.text = said;
  chat_.hear_piece(std::move(piece));
}

void Fanout::show(const chat::Delta& piece) {
  const auto session = chat::session_of(piece.reply_to);
  auto& s = side(session);
  if (!s.commands->is_up()) return;
  s.commands->send(
      {"PUBLISH", channel(session),
       fmt::format("{}{} {} {} {} {}", kPiece, self_, piece.reply_to.value, piece.attempt, piece.offset, piece.text)});
}

void Fanout::ask_for_written(chat::SessionId session) {
  auto& s = side(session);
  if (s.commands->is_up()) s.commands->send({"PUBLISH", channel(session), std::string(kAsk)});
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
  ask_for_written(session);
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
