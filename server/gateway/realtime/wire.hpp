#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/async/loops.hpp"

namespace parlance::gateway {

// A client's socket once HTTP is done with it: bytes in, bytes out. Everything happens on its loop. What is to be sent
// is gathered and goes out in one piece when the loop has done what woke it up.
class Wire {
 public:
  // What is told; never called from within a call to the wire, but for on_bytes from `start`.
  class Handler {
   public:
    virtual ~Handler() = default;
    virtual void on_bytes(std::span<char> bytes) = 0;  // may be changed in place
    virtual void on_closed() = 0;                      // once, after which nothing more is told
  };

  virtual ~Wire() = default;
  // Keeps what must last as long as the socket does: its places under the limits.
  void hold(std::shared_ptr<const void> place) { places_.push_back(std::move(place)); }
  // `first`: bytes that came in with the last of the HTTP request. The handler keeps itself alive by `self`.
  virtual void start(Handler& handler, std::shared_ptr<void> self, std::string first) = 0;
  // Where to append; then flush_soon.
  virtual std::string& out() = 0;
  virtual void flush_soon() = 0;
  // Bytes that wait for a peer that does not read.
  virtual std::size_t backlog() const = 0;
  // Sends what is gathered if the socket takes it at once, and ends.
  virtual void close() = 0;

 private:
  std::vector<std::shared_ptr<const void>> places_;
};

}  // namespace parlance::gateway
