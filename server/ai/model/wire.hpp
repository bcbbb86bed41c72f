#pragma once
#include <memory>

#include "ai/model/types.hpp"
#include "base/http/client.hpp"
#include "base/http/sse_reader.hpp"

namespace parlance::ai::model {

// One answer as it streams in. It is fed until it is `done`, or says what is wrong.
class Reading {
 public:
  virtual ~Reading() = default;

  // What an event says; text is handed on as it comes.
  virtual std::optional<Failure> take(const http::SseEvent& event, const OnText& on_text) = 0;
  // The vendor's own mark of the end was seen.
  virtual bool done() const = 0;
  // The whole answer, once it is done or the stream has ended.
  virtual Outcome end() = 0;
  virtual Usage usage() const = 0;
};

// A vendor's format: what is sent, and how what comes is read. Without I/O.
class Wire {
 public:
  virtual ~Wire() = default;

  virtual http::Request request(const Request& request) const = 0;
  virtual std::unique_ptr<Reading> read() const = 0;
  // Of an answer with a status other than 200; of its body the beginning.
  virtual Failure failure(const http::Head& head, std::string_view body) const = 0;
};

}  // namespace parlance::ai::model
