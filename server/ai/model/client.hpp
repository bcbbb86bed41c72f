#pragma once
#include <chrono>

#include "ai/model/types.hpp"
#include "base/async/cancellation.hpp"
#include "base/async/task.hpp"

namespace parlance::ai::model {

struct Deadlines {
  std::chrono::steady_clock::time_point first_text;  // or the first tool call
  std::chrono::steady_clock::time_point whole;
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
