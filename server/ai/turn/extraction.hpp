#pragma once
#include "ai/nlu/entities/entity.hpp"
#include "ai/turn/models.hpp"
#include "base/async/loops.hpp"

namespace parlance::ai {

// What a model makes of a message: an intent, and ids that stand in it.
struct Extracted {
  std::string intent;
  std::vector<nlu::Entity> entities;  // in the message's bytes
};

// Has a model say what a message wants, beside the answer to it; for what the embedded engine is not sure of.
class Extraction {
 public:
  static constexpr auto kGrace = std::chrono::milliseconds(300);  // after the answer is there

  // Begins at once, on the calling loop. `told` is the message as it may leave the house; what is found is looked for
  // in the message itself.
  Extraction(Loop& loop, const model::Chain& chain, std::string message, std::string told, std::string traceparent);
  ~Extraction();
  Extraction(const Extraction&) = delete;

  // What has come by now, or does within kGrace; nothing: it failed, or takes too long.
  Task<std::optional<Extracted>> take();
  // Ends it where nobody waits for what it finds: what it has cost is known only then.
  Task<> end();
  // What was spent on it by now.
  const model::Course& course() const;

 private:
  struct State;
  static Task<> run(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace parlance::ai
