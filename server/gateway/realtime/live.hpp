#pragma once
#include "crm/identity/types.hpp"
#include "gateway/realtime/connected.hpp"
#include "gateway/realtime/wire.hpp"
#include "gateway/services.hpp"

namespace parlance::gateway {

inline constexpr std::size_t kMaxBacklogBytes = 1 << 20;     // of a client that does not read; then it is dropped
inline constexpr std::size_t kReplayPauseBytes = 256 << 10;  // a replay waits while more than this is unsent
inline constexpr std::int64_t kReplayPage = 100;             // messages

// A connection that is told of one session's events in order of revision, each once: revision n is sent after n - 1,
// and what is missing between is read from the database. WebSocket and SSE differ in how they write an event. On its
// own loop but for on_event.
class Live : public Connected, public Wire::Handler {
 public:
  Live(Services& services, Loop& loop, std::shared_ptr<Wire> wire, crm::Verified who, chat::SessionId session)
      : Connected(loop), services_(services), wire_(std::move(wire)), who_(std::move(who)), session_(session) {}

  // Sends `ready`, then what changed after `after_revision`, then what is new. Without a revision: from now.
  Task<> begin(std::optional<std::int64_t> after_revision);
  Caller caller() const { return who_.caller; }

  void on_event(chat::SessionId session, const chat::SharedEvent& event) final;
  void on_closed() final;

 protected:
  // Writes one event of the protocol; `revision` is 0 for one that is not durable.
  virtual void put(std::string_view json, std::int64_t revision) = 0;
  // The message in the form that this connection is owed.
  virtual std::string form(const chat::Message& message) = 0;
  // Ends the connection, saying why as its protocol can.
  virtual void end(std::uint16_t code, std::string_view reason) = 0;
  // `ready` is sent: what the client says may be answered.
  virtual void on_ready() {}
  void sent_something();

  std::shared_ptr<Live> self() { return std::static_pointer_cast<Live>(shared_from_this()); }

  Services& services_;
  std::shared_ptr<Wire> wire_;
  crm::Verified who_;
  chat::SessionId session_;
  std::int64_t sent_revision_ = 0;
  bool closed_ = false;

 private:
  void take(const chat::Event& event);
  // True where a piece of a reply goes on from what was sent of it, or begins it.
  bool follows(const chat::Event& event);
  void note_reply(const chat::Message& message);
  void catch_up_from(std::int64_t revision);
  Task<> greet(std::optional<std::int64_t> after_revision);
  Task<> catch_up();
  Task<> wait_for_reader();

  struct Shown {
    chat::MessageId reply_to;
    int attempt = 0;
    std::int64_t end = 0;  // in code points
  };

  bool dropped_ = false;
  bool catching_up_ = true;  // until `ready` is sent, and what was asked for after it
  std::int64_t newest_ = 0;
  Shown shown_;                 // of a reply that is being written
  chat::MessageId replied_to_;  // the last question whose reply was sent
};

// The parts of a query's `after_revision` and Last-Event-ID.
std::optional<std::int64_t> parse_revision(std::string_view text);

}  // namespace parlance::gateway
