#pragma once
#include <chrono>

#include "ai/model/types.hpp"
#include "base/async/cancellation.hpp"
#include "base/async/task.hpp"

namespace parlance::ai::model {

struct Deadlines {
  std::chrono::milliseconds patience;  // from the request to the first event, and from one event to the next
  std::chrono::steady_clock::time_point whole;

  std::chrono::steady_clock::time_point next() const {
    return std::min(whole, std::chrono::steady_clock::now() + patience);
  }
};

// A language model, wherever it runs. One try: nothing is tried again.
class ModelClient {
 public:
  virtual ~ModelClient() = default;

  virtual std::string_view name() const = 0;
  virtual Task<Outcome> ask(const Request& request, Deadlines deadlines, OnText on_text,
                            Cancellation* cancellation) = 0;
};

}  // namespace parlance::ai::model
