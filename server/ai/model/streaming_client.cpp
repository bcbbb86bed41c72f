#include "ai/model/streaming_client.hpp"

#include <cassert>

#include "base/utf8.hpp"

namespace parlance::ai::model {
namespace {

Failure of(const http::Failure& failure) {
  switch (failure.kind) {
    case http::FailureKind::unreachable:
      return {FailureKind::unreachable, failure.what};
    case http::FailureKind::timed_out:
      return {FailureKind::timed_out, failure.what};
    case http::FailureKind::cancelled:
      return {FailureKind::cancelled, failure.what};
    case http::FailureKind::cut:
      break;
  }
  return {FailureKind::cut, failure.what};
}

Task<> read_rest(http::Exchange exchange) {
  const auto latest = http::Clock::now() + StreamingClient::kRestLimit;
  for (std::size_t size = 0; size < StreamingClient::kMaxRestBytes;) {
    const auto piece = co_await exchange.read(latest);
    if (!piece || piece->empty()) break;
    size += piece->size();
  }
}

bool is_event_stream(const http::Head& head) { return head.find("content-type").starts_with("text/event-stream"); }

// Feeds a reading with a stream's bytes and remembers how that ended.
class Feed {
 public:
  Feed(Reading& reading, const OnText& on_text) : reading_(reading), on_text_(on_text) {}

  // False: nothing more is to be read.
  bool take(std::string_view bytes) {
    taken_ += bytes.size();
    if (taken_ > StreamingClient::kMaxAnswerBytes) return stop("the answer never ends");
    const bool whole = sse_.feed(bytes, [this](const http::SseEvent& event) {
      has_news_ |= event.name != "ping";
      if (!is_utf8(event.data)) return stop("it is not UTF-8");
      failure_ = reading_.take(event, on_text_);
      return !failure_ && !reading_.done();
    });
    if (whole || failure_ || reading_.done()) return whole;
    return stop("an event is too long");
  }

  // Whether more came since this was asked last than what keeps a connection alive.
  bool has_news() { return std::exchange(has_news_, false); }

  Outcome end() {
    if (!failure_) return reading_.end();
    failure_->usage = reading_.usage();
    return std::unexpected(std::move(*failure_));
  }

 private:
  bool stop(std::string why) {
    failure_ = Failure{FailureKind::garbage, std::move(why)};
    return false;
  }

  Reading& reading_;
  const OnText& on_text_;
  http::SseReader sse_;
  std::size_t taken_ = 0;
  bool has_news_ = false;
  std::optional<Failure> failure_;
};

}  // namespace

std::string_view name_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::bad_key:
      return "bad_key";
    case FailureKind::no_quota:
      return "no_quota";
    case FailureKind::rate_limited:
      return "rate_limited";
    case FailureKind::overloaded:
      return "overloaded";
    case FailureKind::too_long:
      return "too_long";
    case FailureKind::bad_request:
      return "bad_request";
    case FailureKind::refused:
      return "refused";
    case FailureKind::blocked:
      return "blocked";
    case FailureKind::cut:
      return "cut";
    case FailureKind::garbage:
      return "garbage";
    case FailureKind::timed_out:
      return "timed_out";
    case FailureKind::unreachable:
      return "unreachable";
    case FailureKind::cancelled:
      return "cancelled";
  }
  std::unreachable();
}

Task<Failure> StreamingClient::refused(http::Exchange& exchange, const http::Head& head, Deadlines deadlines) const {
  std::string body;
  const auto latest = deadlines.next();
  while (body.size() < kMaxErrorBytes) {
    const auto piece = co_await exchange.read(latest);
    if (!piece || piece->empty()) break;
    body += *piece;
  }
  co_return wire_->failure(head, std::string_view(body).substr(0, kMaxErrorBytes));
}

Task<Outcome> StreamingClient::ask(const Request& request, Deadlines deadlines, OnText on_text,
                                   Cancellation* cancellation) {
  auto* loop = loops_.current();
  assert(loop);
  auto sent = wire_->request(request);
  if (!request.traceparent.empty()) sent.headers.push_back("traceparent: " + request.traceparent);
  auto exchange = http_[loop->index()]->send(std::move(sent));
  auto outcome = co_await read_answer(exchange, deadlines, on_text, cancellation);
  if (outcome) spawn(*loop, "rest_of_answer", read_rest(std::move(exchange)));
  co_return outcome;
}

Task<Outcome> StreamingClient::read_answer(http::Exchange& exchange, Deadlines deadlines, const OnText& on_text,
                                           Cancellation* cancellation) const {
  const Cancellation::Hook hook(cancellation, [&exchange] { exchange.cancel(); });
  auto patient_until = deadlines.next();
  const auto head = co_await exchange.head(patient_until);
  if (!head) co_return std::unexpected(of(head.error()));
  if (head->status != 200) co_return std::unexpected(co_await refused(exchange, *head, deadlines));
  if (!is_event_stream(*head)) co_return std::unexpected(Failure{FailureKind::garbage, "it is no event stream"});

  const auto reading = wire_->read();
  Feed feed(*reading, on_text);
  for (;;) {
    const auto piece = co_await exchange.read(patient_until);
    if (!piece) {
      // Some servers end an answer and neither say so nor close.
      const bool cancelled = piece.error().kind == http::FailureKind::cancelled;
      if (auto whole = feed.end(); whole && !cancelled) co_return whole;
      auto failure = of(piece.error());
      failure.usage = reading->usage();
      co_return std::unexpected(std::move(failure));
    }
    if (piece->empty() || !feed.take(*piece)) co_return feed.end();
    if (feed.has_news()) patient_until = deadlines.next();
  }
}

}  // namespace parlance::ai::model
