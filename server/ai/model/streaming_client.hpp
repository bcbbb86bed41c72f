#pragma once
#include "ai/model/client.hpp"
#include "ai/model/wire.hpp"

namespace parlance::ai::model {

// A vendor's model over HTTP, its answer as server-sent events.
class StreamingClient final : public ModelClient {
 public:
  static constexpr std::size_t kMaxAnswerBytes = 4 << 20;  // of a stream; a longer one is garbage
  static constexpr std::size_t kMaxErrorBytes = 64 << 10;  // of an error's body that are read
  // Of what comes after a whole answer, which is read so that its connection is kept; beyond them it is closed.
  static constexpr std::size_t kMaxRestBytes = 64 << 10;
  static constexpr auto kRestLimit = std::chrono::seconds(1);

  // `http` by loop.
  StreamingClient(std::string name, std::unique_ptr<const Wire> wire, Loops& loops,
                  const std::vector<std::unique_ptr<http::Client>>& http)
      : name_(std::move(name)), wire_(std::move(wire)), loops_(loops), http_(http) {}

  std::string_view name() const override { return name_; }
  Task<Outcome> ask(const Request& request, Deadlines deadlines, OnText on_text, Cancellation* cancellation) override;

 private:
  Task<Outcome> read_answer(http::Exchange& exchange, Deadlines deadlines, const OnText& on_text,
                            Cancellation* cancellation) const;
  Task<Failure> refused(http::Exchange& exchange, const http::Head& head, Deadlines deadlines) const;

  std::string name_;
  std::unique_ptr<const Wire> wire_;
  Loops& loops_;
  const std::vector<std::unique_ptr<http::Client>>& http_;
};

}  // namespace parlance::ai::model
