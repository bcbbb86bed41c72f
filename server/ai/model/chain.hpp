#pragma once
#include <memory>

#include "ai/model/breaker.hpp"
#include "ai/model/client.hpp"

namespace parlance::ai::model {

// A model that can be asked, and what it costs.
struct Choice {
  std::unique_ptr<ModelClient> client;
  std::int64_t cents_per_million_input = 0, cents_per_million_output = 0;
  Breaker breaker{};
};

struct ChainOptions {
  std::chrono::milliseconds patience{8000};       // for a model to begin its answer, or to go on with it
  std::chrono::milliseconds whole_limit{30'000};  // of an answer, over all tries, tools and models
  std::int64_t retries = 2;                       // of one model, before any of its answer was shown
};

// What a model took, also where it failed.
struct Spent {
  std::string_view model;
  Usage usage;
  std::int64_t cost_micros = 0;  // of the currency that the prices are in
};

// One failure on the way to an answer, for who looks at it afterwards.
struct Stumble {
  std::string_view model;
  FailureKind kind;
};

// What asking one question of the models has come to; over all its rounds.
struct Course {
  std::chrono::steady_clock::time_point latest;  // the whole answer's
  std::size_t at = 0;                            // the model that answered last: the next round begins there
  std::vector<Spent> spent{};
  std::vector<Stumble> stumbles{};
};

// Where an answer's text goes while it is made.
class TextSink {
 public:
  virtual ~TextSink() = default;
  virtual void write(std::string_view piece) = 0;
  // What this try has written is void.
  virtual void void_try() = 0;
  // This try has written something.
  virtual bool wrote() const = 0;
};

// Asks models in their order until one answers: one that fails is tried again where that may help, before it has shown
// anything and while there is time, then the next one is asked.
class Chain {
 public:
  static constexpr std::int64_t kFirstPauseMs = 500, kMaxPauseMs = 4000;  // before a further try
  static constexpr std::int64_t kLongestWaitMs = 5000;  // that a vendor may ask for; then the next model is asked

  Chain(std::vector<Choice*> models, ChainOptions options) : models_(std::move(models)), options_(options) {}

  // The last failure where none answers.
  Task<Outcome> ask(const Request& request, Course& course, TextSink& sink, Cancellation& cancellation) const;
  std::chrono::steady_clock::time_point deadline() const {
    return std::chrono::steady_clock::now() + options_.whole_limit;
  }
  std::string_view name(std::size_t at) const { return models_[at]->client->name(); }
  bool empty() const { return models_.empty(); }

 private:
  Task<Outcome> ask_one(const Request& request, std::size_t at, Course& course, TextSink& sink,
                        Cancellation& cancellation) const;
  // Nothing: it is not to be asked now.
  Task<std::optional<Outcome>> try_once(const Request& request, std::size_t at, Course& course, TextSink& sink,
                                        Cancellation& cancellation) const;

  std::vector<Choice*> models_;
  ChainOptions options_;
};

}  // namespace parlance::ai::model
